/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PersonBits;
import io.waymark.analytics.chunk.scan.Seam;
import io.waymark.analytics.event.CalendarBuckets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts events by intervals, by going through them. What was counted in intervals before the last days is remembered, and
 * only the others are gone through again when new events have come.
 */
final class PointSearch {

    private final ColumnEngine engine;
    private final EventColumns events;
    private final Set<Integer> names;
    private final CalendarBuckets points;
    private final List<Millis> ranges;
    private final @Nullable RoaringBitmap people;

    /** Counts the events of {@code people}, or {@code null} for those of everybody, that happened in one of the ranges. */
    PointSearch(
            ColumnEngine engine,
            EventColumns events,
            Set<Integer> names,
            CalendarBuckets points,
            List<Millis> ranges,
            @Nullable RoaringBitmap people) {
        this.engine = engine;
        this.events = events;
        this.names = names;
        this.points = points;
        this.ranges = ranges;
        this.people = people;
    }

    private record Question(Set<Integer> names, ImmutableLongArray starts, List<Millis> ranges) {}

    private record Start(PointScan counts) implements ColumnMemory.Finding {

        @Override
        public int bytes() {
            return counts.bytes();
        }
    }

    PointScan counts() {
        Millis whole = new Millis(
                ranges.stream().mapToLong(Millis::from).min().orElse(0),
                ranges.stream().mapToLong(Millis::to).max().orElse(0));
        long[] starts = points.starts().stream()
                .mapToLong(start -> start.toInstant().toEpochMilli())
                .toArray();
        return Seam.in(events, names, whole)
                .flatMap(seam -> inTwo(starts, whole, seam))
                .orElseGet(() -> inOne(whole));
    }

    /** Cuts where an interval begins: of one that was cut itself it would not be known who was there on both sides. */
    private Optional<PointScan> inTwo(long[] starts, Millis whole, long seam) {
        int found = Arrays.binarySearch(starts, seam);
        int last = found >= 0 ? found : -found - 2;
        if (last <= 0) {
            return Optional.empty();
        }
        Millis before = new Millis(whole.from(), starts[last]);
        Question question = new Question(
                Set.copyOf(names), ImmutableLongArray.copyOf(starts).subArray(0, last + 1), within(before));
        return engine.memory()
                .key(question, people, events, names, before)
                .map(key -> engine.memory().find(key, Start.class, () -> new Start(inOne(before))))
                .map(start -> {
                    PointScan counts = inOne(new Millis(starts[last], whole.to()));
                    counts.add(start.counts(), last);
                    return counts;
                });
    }

    private PointScan inOne(Millis time) {
        List<Millis> some = within(time);
        PointScan all = new PointScan(points, some, null);
        engine.eachBucket(
                events,
                names,
                time,
                part -> new PointScan(points, some, PersonBits.of(people, part.bucket())).scan(part.spans()),
                all::add);
        return all;
    }

    private List<Millis> within(Millis time) {
        return ranges.stream().map(range -> range.within(time)).toList();
    }
}
