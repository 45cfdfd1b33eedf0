/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.event.PropertyCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds who did some events often enough in each of several times, in one pass over the events.
 *
 * <ol>
 *   <li>The times are in order: none starts or ends before the one before it does. So an event lies in some that follow each
 *       other.
 *   <li>A row for each person has one more where an event comes in, and one less after the last time that it lies in. Added
 *       up from the left, it says how many events lie in each time.
 * </ol>
 */
public final class WindowCounts {

    /** How many times there can be. */
    public static final int MOST = 32;

    private static final int PLACE = SliceMerge.BUCKET_SIZE - 1;

    private final @Nullable FilterMasks filter;
    private final long[] froms;
    private final long[] tos;
    private final int times;

    private WindowCounts(List<PropertyCondition> where, List<Millis> windows, int times) {
        this.filter = where.isEmpty() ? null : new FilterMasks(List.of(where));
        this.froms = windows.stream().mapToLong(Millis::from).toArray();
        this.tos = windows.stream().mapToLong(Millis::to).toArray();
        this.times = times;
    }

    /**
     * Finds people.
     *
     * @param engine has the threads
     * @param events the events
     * @param eventNameIds the numbers of their names; one, if there are conditions
     * @param where the conditions, all of which hold
     * @param windows the times, in order; at most {@value #MOST}, any of them may be empty
     * @param times at least so many, from 1
     * @return the people of each; the caller's own
     */
    public static List<RoaringBitmap> atLeast(
            ColumnEngine engine,
            EventColumns events,
            Set<Integer> eventNameIds,
            List<PropertyCondition> where,
            List<Millis> windows,
            int times) {
        if (windows.isEmpty() || windows.size() > MOST) {
            throw new IllegalArgumentException("There are 1 to " + MOST + " windows, not " + windows.size());
        }
        if (where.isEmpty() && times == 1) {
            return windows.stream()
                    .map(window -> window.isEmpty()
                            ? new RoaringBitmap()
                            : events.persons(eventNameIds, window.from(), window.to()))
                    .toList();
        }
        WindowCounts counts = new WindowCounts(where, windows, times);
        long from = windows.get(0).from();
        long to = windows.get(windows.size() - 1).to();
        List<RoaringBitmap> people =
                windows.stream().map(window -> new RoaringBitmap()).toList();
        engine.eachBucket(events, from < to ? eventNameIds : Set.of(), new Millis(from, to), counts::people, some -> {
            for (int window = 0; window < some.size(); window++) {
                people.get(window).or(some.get(window));
            }
        });
        return people;
    }

    private List<RoaringBitmap> people(PeopleEvents events) {
        int width = froms.length + 1;
        int[] changes = new int[0];
        for (Span span : events.spans()) {
            for (Slice slice : span.slices()) {
                FilterMasks.Masks masks = filter == null ? null : filter.of(slice);
                if (masks == null || !masks.isNever()) {
                    int size = ((slice.lastPerson() & PLACE) + 1) * width;
                    if (size > changes.length) {
                        changes = Arrays.copyOf(changes, Math.max(size, Math.min(2 * changes.length, width << 16)));
                    }
                    count(slice, masks, width, changes);
                }
            }
        }
        List<RoaringBitmap> people = new ArrayList<>();
        for (int window = 0; window < froms.length; window++) {
            people.add(new RoaringBitmap());
        }
        for (int row = 0; row < changes.length; row += width) {
            int count = 0;
            for (int window = 0; window < froms.length; window++) {
                count += changes[row + window];
                if (count >= times) {
                    people.get(window).add(events.bucket() << 16 | row / width);
                }
            }
        }
        return people;
    }

    private void count(Slice slice, FilterMasks.@Nullable Masks masks, int width, int[] changes) {
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            if (masks == null || masks.of(event) != 0) {
                long millis = cursor.millis();
                int first = upTo(tos, millis);
                int after = upTo(froms, millis);
                if (first < after) {
                    int row = (cursor.person() & PLACE) * width;
                    changes[row + first]++;
                    changes[row + after]--;
                }
            }
        }
    }

    /** How many of some instants in order are not after another. */
    private static int upTo(long[] instants, long instant) {
        int found = Arrays.binarySearch(instants, instant);
        if (found < 0) {
            return -found - 1;
        }
        while (found < instants.length && instants[found] == instant) {
            found++;
        }
        return found;
    }
}
