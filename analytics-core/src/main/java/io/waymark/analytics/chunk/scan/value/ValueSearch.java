/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import com.google.common.collect.Lists;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PeopleEvents;
import io.waymark.analytics.chunk.scan.PersonBits;
import io.waymark.analytics.chunk.scan.Seam;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Goes through the events of a period for the values of properties. If it is long, what was counted up to the last days is
 * remembered, and only these are gone through again when new events have come.
 */
final class ValueSearch {

    /** The people of each value of so many properties are in memory at once. */
    private static final int KEYS_AT_ONCE = 4;

    /** The people of all values that are kept take no more bytes: of properties that take most, they are not. */
    private static final long MOST_KEPT = 32L << 20;

    private final ColumnEngine engine;
    private final EventColumns events;
    private final Set<Integer> eventNameIds;
    private final Millis range;
    private final @Nullable RoaringBitmap people;

    /** Counts the events of {@code people}, or {@code null} for those of everybody. */
    ValueSearch(
            ColumnEngine engine,
            EventColumns events,
            Set<Integer> eventNameIds,
            Millis range,
            @Nullable RoaringBitmap people) {
        this.engine = engine;
        this.events = events;
        this.eventNameIds = eventNameIds;
        this.range = range;
        this.people = people;
    }

    /** Too varied are the properties of which there is too much to keep. */
    private record Start(List<KeyCounts> counts) implements ColumnMemory.Finding {

        private static final int BYTES_BESIDES = 500;

        @Override
        public int bytes() {
            return BYTES_BESIDES + (int) Math.min(Integer.MAX_VALUE / 2, ValueSearch.bytes(counts));
        }
    }

    private record Question(Set<Integer> eventNameIds, List<String> keys, Millis range) {}

    /** The counts of each property. */
    List<KeyCounts> counts(List<String> keys) {
        Map<String, KeyCounts> counts = new HashMap<>();
        Seam.in(events, eventNameIds, range).ifPresent(seam -> counts.putAll(inTwo(keys, seam)));
        List<String> others =
                keys.stream().filter(key -> !counts.containsKey(key)).toList();
        counts.putAll(byKey(others, others.isEmpty() ? List.of() : scan(others, range, false)));
        return keys.stream().map(key -> Objects.requireNonNull(counts.get(key))).toList();
    }

    /** Those that can be remembered up to the seam. */
    private Map<String, KeyCounts> inTwo(List<String> keys, long seam) {
        Millis before = new Millis(range.from(), seam);
        Question question = new Question(Set.copyOf(eventNameIds), List.copyOf(keys), before);
        return engine.memory()
                .key(question, people, events, eventNameIds, before)
                .map(key -> engine.memory().find(key, Start.class, () -> new Start(scan(keys, before, true))))
                .map(start -> goneOn(byKey(keys, start.counts()), new Millis(seam, range.to())))
                .orElse(Map.of());
    }

    private Map<String, KeyCounts> goneOn(Map<String, KeyCounts> start, Millis after) {
        List<String> keys = List.copyOf(start.keySet());
        List<KeyCounts> counts = keys.isEmpty() ? List.of() : scan(keys, after, true);
        for (int key = 0; key < counts.size(); key++) {
            counts.get(key).add(Objects.requireNonNull(start.get(keys.get(key))));
        }
        return byKey(keys, counts);
    }

    private static Map<String, KeyCounts> byKey(List<String> keys, List<KeyCounts> counts) {
        Map<String, KeyCounts> byKey = new LinkedHashMap<>();
        for (int key = 0; key < counts.size(); key++) {
            KeyCounts ofKey = counts.get(key);
            if (!ofKey.isTooVaried() || !ofKey.keepsPeople()) {
                byKey.put(keys.get(key), ofKey);
            }
        }
        return byKey;
    }

    private List<KeyCounts> scan(List<String> keys, Millis time, boolean keepPeople) {
        List<KeyCounts> all = Stream.generate(() -> new KeyCounts(keepPeople))
                .limit(keys.size())
                .toList();
        engine.eachBucket(events, eventNameIds, time, some -> scan(some, keys, time, keepPeople), some -> {
            for (int key = 0; key < all.size(); key++) {
                all.get(key).add(some.get(key));
            }
            if (keepPeople) {
                bound(all);
            }
        });
        return all;
    }

    private static void bound(List<KeyCounts> kept) {
        while (bytes(kept) > MOST_KEPT) {
            Collections.max(kept, Comparator.comparingLong(KeyCounts::bytes)).giveUp();
        }
    }

    private static long bytes(List<KeyCounts> counts) {
        return counts.stream().mapToLong(KeyCounts::bytes).sum();
    }

    private List<KeyCounts> scan(PeopleEvents some, List<String> keys, Millis time, boolean keepPeople) {
        long[] only = PersonBits.of(people, some.bucket());
        return Lists.partition(keys, KEYS_AT_ONCE).stream()
                .flatMap(part -> new ValueScan(part, time, only, keepPeople).scan(some).stream())
                .toList();
    }
}
