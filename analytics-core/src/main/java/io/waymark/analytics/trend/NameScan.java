/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PeopleEvents;
import io.waymark.analytics.chunk.scan.PersonBits;
import io.waymark.analytics.chunk.scan.Seam;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts how often some people did each of some events, by going through these. What they did up to the last days is
 * remembered.
 */
final class NameScan {

    private NameScan() {}

    private record Question(Set<Integer> names, Millis range) {}

    private record Start(Map<Integer, Long> times) implements ColumnMemory.Finding {

        private static final int BYTES_OF_NAME = 100;

        @Override
        public int bytes() {
            return (1 + times.size()) * BYTES_OF_NAME;
        }
    }

    /** Counts by the number of the name; only of names that happened. */
    static Map<Integer, Long> times(
            ColumnEngine engine, EventColumns events, Set<Integer> names, Millis range, RoaringBitmap people) {
        Optional<Map<Integer, Long>> inTwo = Seam.in(events, names, range).flatMap(seam -> {
            Millis before = new Millis(range.from(), seam);
            return engine.memory()
                    .key(new Question(Set.copyOf(names), before), people, events, names, before)
                    .map(key -> engine.memory()
                            .find(key, Start.class, () -> new Start(inOne(engine, events, names, before, people))))
                    .map(start -> {
                        Map<Integer, Long> times = inOne(engine, events, names, new Millis(seam, range.to()), people);
                        start.times().forEach((name, number) -> times.merge(name, number, Long::sum));
                        return times;
                    });
        });
        return inTwo.orElseGet(() -> inOne(engine, events, names, range, people));
    }

    private static Map<Integer, Long> inOne(
            ColumnEngine engine, EventColumns events, Set<Integer> names, Millis range, RoaringBitmap people) {
        Map<Integer, Long> times = new HashMap<>();
        engine.eachBucket(
                events,
                names,
                range,
                some -> times(some, range, people),
                some -> some.forEach((name, number) -> times.merge(name, number, Long::sum)));
        return times;
    }

    private static Map<Integer, Long> times(PeopleEvents events, Millis range, RoaringBitmap people) {
        long[] only = PersonBits.of(people, events.bucket());
        Map<Integer, Long> times = new HashMap<>();
        for (Span span : events.spans()) {
            for (Slice slice : span.slices()) {
                long number = 0;
                for (Slice.Cursor cursor = slice.cursor(); cursor.next(); ) {
                    long millis = cursor.millis();
                    if (millis >= range.from() && millis < range.to() && PersonBits.has(only, cursor.person())) {
                        number++;
                    }
                }
                if (number > 0) {
                    times.merge(slice.eventNameId(), number, Long::sum);
                }
            }
        }
        return times;
    }
}
