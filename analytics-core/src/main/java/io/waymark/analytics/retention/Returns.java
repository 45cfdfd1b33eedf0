/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.SliceMerge;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds who came back in the very period of their start, which people's bitmaps cannot tell: the return must not be before
 * the start.
 */
final class Returns {

    private static final int PLACE = SliceMerge.BUCKET_SIZE - 1;

    private final EventColumns events;
    private final FirstEvents purged;
    private final Set<Integer> startIds;
    private final Set<Integer> returnIds;
    private final long[] started = new long[SliceMerge.BUCKET_SIZE];

    Returns(EventColumns events, FirstEvents purged, Set<Integer> startIds, Set<Integer> returnIds) {
        this.events = events;
        this.purged = purged;
        this.startIds = startIds;
        this.returnIds = returnIds;
    }

    /** Those of a cohort who return, where it starts within one time and returns within another. */
    RoaringBitmap of(RoaringBitmap cohort, Millis starts, Millis returns) {
        RoaringBitmap returned = new RoaringBitmap();
        int bucket = -1;
        for (long next = cohort.isEmpty() ? -1 : cohort.first();
                next >= 0;
                next = cohort.nextValue((bucket + 1) << 16)) {
            bucket = (int) next >>> 16;
            add(bucket, starts, returns, returned);
        }
        returned.and(cohort);
        return returned;
    }

    /**
     * Those who return, by how many lengths after their first start within a time; of those who start then for the first
     * time this is their only start.
     */
    RoaringBitmap[] byDistance(RoaringBitmap people, Millis starts, long length, int distances) {
        RoaringBitmap[] returned = new RoaringBitmap[distances];
        Arrays.setAll(returned, distance -> new RoaringBitmap());
        Millis later = new Millis(starts.from(), Millis.ALL.to());
        int bucket = -1;
        for (long next = people.isEmpty() ? -1 : people.first();
                next >= 0;
                next = people.nextValue((bucket + 1) << 16)) {
            bucket = (int) next >>> 16;
            findStarts(bucket, starts);
            each(bucket, returnIds, later, (person, at) -> {
                long start = started[person & PLACE];
                if (at >= start && (at - start) / length < distances) {
                    returned[(int) ((at - start) / length)].add(person);
                }
            });
        }
        for (RoaringBitmap persons : returned) {
            persons.and(people);
        }
        return returned;
    }

    private void findStarts(int bucket, Millis starts) {
        Arrays.fill(started, Long.MAX_VALUE);
        each(bucket, startIds, starts, (person, at) -> {
            started[person & PLACE] = Math.min(started[person & PLACE], at);
        });
    }

    private void add(int bucket, Millis starts, Millis returns, RoaringBitmap returned) {
        findStarts(bucket, starts);
        each(bucket, returnIds, returns, (person, at) -> {
            if (at >= started[person & PLACE]) {
                returned.add(person);
            }
        });
    }

    private void each(int bucket, Set<Integer> names, Millis range, FirstEvents.Occurrence occurrence) {
        List<Span> spans = events.spans(bucket, names, range.from(), range.to());
        for (Span span : spans) {
            for (Slice slice : span.slices()) {
                for (Slice.Cursor cursor = slice.cursor(); cursor.next(); ) {
                    if (cursor.millis() >= range.from() && cursor.millis() < range.to()) {
                        occurrence.at(cursor.person(), cursor.millis());
                    }
                }
            }
        }
        purged.each(names, range, (person, at) -> {
            if (person >>> 16 == bucket) {
                occurrence.at(person, at);
            }
        });
    }
}
