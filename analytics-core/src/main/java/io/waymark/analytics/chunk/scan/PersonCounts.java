/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.event.PropertyCondition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** Finds the people with so many events that meet conditions. */
public final class PersonCounts {

    private static final int PLACE = SliceMerge.BUCKET_SIZE - 1;

    private PersonCounts() {}

    /**
     * Finds people.
     *
     * @param engine has the threads
     * @param events the events
     * @param eventNameIds the numbers of their names; one, if there are conditions
     * @param where the conditions, all of which hold
     * @param range when the events happened
     * @param times at least so many, from 1
     * @return the people; the caller's own
     */
    public static RoaringBitmap atLeast(
            ColumnEngine engine,
            EventColumns events,
            Set<Integer> eventNameIds,
            List<PropertyCondition> where,
            Millis range,
            int times) {
        if (where.isEmpty() && times == 1) {
            return events.persons(eventNameIds, range.from(), range.to());
        }
        FilterMasks filter = where.isEmpty() ? null : new FilterMasks(List.of(where));
        RoaringBitmap people = new RoaringBitmap();
        engine.eachBucket(events, eventNameIds, range, some -> people(some, filter, range, times), people::or);
        return people;
    }

    private static RoaringBitmap people(PeopleEvents events, @Nullable FilterMasks filter, Millis range, int times) {
        int[] counts = new int[SliceMerge.BUCKET_SIZE];
        for (Span span : events.spans()) {
            boolean whole = span.fromMillis() >= range.from() && span.toMillis() <= range.to();
            for (Slice slice : span.slices()) {
                FilterMasks.Masks masks = filter == null ? null : filter.of(slice);
                if (masks == null || !masks.isNever()) {
                    count(slice, masks, whole ? Millis.ALL : range, counts);
                }
            }
        }
        RoaringBitmapWriter<RoaringBitmap> people = RoaringBitmapWriter.writer().get();
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] >= times) {
                people.add(events.bucket() << 16 | place);
            }
        }
        return people.get();
    }

    private static void count(Slice slice, FilterMasks.@Nullable Masks masks, Millis range, int[] counts) {
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            if (cursor.millis() >= range.from()
                    && cursor.millis() < range.to()
                    && (masks == null || masks.of(event) != 0)) {
                counts[cursor.person() & PLACE]++;
            }
        }
    }
}
