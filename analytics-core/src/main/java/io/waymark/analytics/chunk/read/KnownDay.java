/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DayPeople;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A day of which the people of most chunks, as a rule of all, are known together.
 *
 * @param people the set
 * @param eventNameIds the names of the events in these chunks
 * @param firstMillis when the first of these events happened
 * @param lastMillis when the last one did
 */
record KnownDay(DayPeople people, Set<Integer> eventNameIds, long firstMillis, long lastMillis) {

    /** The days whose sets are still what they say they are. */
    static List<KnownDay> of(List<DayPeople> people, List<ChunkRow> chunks) {
        if (people.isEmpty()) {
            return List.of();
        }
        Map<LocalDate, DayPeople> sets = new HashMap<>();
        people.forEach(set -> sets.put(set.day(), set));
        Map<LocalDate, List<ChunkRow>> covered = new HashMap<>();
        for (ChunkRow chunk : chunks) {
            DayPeople set = sets.get(chunk.day());
            if (set != null && chunk.id() <= set.lastChunk()) {
                covered.computeIfAbsent(chunk.day(), day -> new ArrayList<>()).add(chunk);
            }
        }
        List<KnownDay> days = new ArrayList<>();
        covered.forEach((day, own) -> {
            DayPeople set = sets.get(day);
            if (set != null && set.chunks() == own.size()) {
                days.add(of(set, own));
            }
        });
        return List.copyOf(days);
    }

    private static KnownDay of(DayPeople set, List<ChunkRow> chunks) {
        Set<Integer> names = new HashSet<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (ChunkRow chunk : chunks) {
            names.add(chunk.eventNameId());
            first = Math.min(first, chunk.firstMillis());
            last = Math.max(last, chunk.lastMillis());
        }
        return new KnownDay(set, Set.copyOf(names), first, last);
    }

    /** Whether the people of a chunk are in it. */
    boolean covers(ChunkRow chunk) {
        return chunk.day().equals(people.day()) && chunk.id() <= people.lastChunk();
    }
}
