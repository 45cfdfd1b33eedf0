/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DayPeople;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The chunks of one month of an app, by name. Immutable. */
final class Directory {

    private static final int BYTES_PER_CHUNK = 220;
    private static final int BYTES_PER_NUMBER = 20;

    private final Map<Integer, List<ChunkRow>> byName = new HashMap<>();
    private final Set<Integer> buckets = new TreeSet<>();
    private final List<KnownDay> days;
    private final boolean withProperties;
    private final int sizeInBytes;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    Directory(List<ChunkRow> chunks, List<DayPeople> people, boolean withProperties) {
        this.withProperties = withProperties;
        for (ChunkRow chunk : chunks) {
            byName.computeIfAbsent(chunk.eventNameId(), name -> new ArrayList<>())
                    .add(chunk);
            buckets.add(chunk.bucket());
            firstMillis = Math.min(firstMillis, chunk.firstMillis());
            lastMillis = Math.max(lastMillis, chunk.lastMillis());
        }
        days = KnownDay.of(people, chunks);
        sizeInBytes = chunks.size() * BYTES_PER_CHUNK
                + BYTES_PER_NUMBER
                        * (chunks.stream()
                                        .mapToInt(chunk -> chunk.propertyIds().size())
                                        .sum()
                                + days.stream()
                                        .mapToInt(day -> day.eventNameIds().size())
                                        .sum());
    }

    /** The chunks of a name that may have events in a time, in no order. */
    void collect(int eventNameId, long fromMillis, long toMillis, List<ChunkRow> into) {
        if (firstMillis < toMillis && lastMillis >= fromMillis) {
            for (ChunkRow chunk : byName.getOrDefault(eventNameId, List.of())) {
                if (chunk.overlaps(fromMillis, toMillis)) {
                    into.add(chunk);
                }
            }
        }
    }

    /** Whether its chunks tell of which properties they have columns. */
    boolean isWithProperties() {
        return withProperties;
    }

    Set<Integer> buckets() {
        return buckets;
    }

    List<KnownDay> days() {
        return days;
    }

    int sizeInBytes() {
        return sizeInBytes;
    }
}
