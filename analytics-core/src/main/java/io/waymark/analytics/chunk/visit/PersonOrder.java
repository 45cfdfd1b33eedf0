/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the events of a span in the order of the people, and those of each in the order of time. */
final class PersonOrder {

    private static final int FEW = 24;

    /** Where the events of each person end; those of the next begin there. */
    private final int[] ends = new int[EventWalk.PEOPLE];

    private int size;
    private char[] people = new char[0];
    private long[] unsorted = new long[0];
    private long[] events = new long[0];

    /** Takes the events between two instants; of some people only, if there is a bit for each. */
    void sort(SpanSlices slices, long from, long to, long @Nullable [] only) {
        Arrays.fill(ends, 0);
        size = 0;
        ensure(Math.toIntExact(slices.events()));
        for (int slice = 0; slice < slices.size(); slice++) {
            take(slices, slice, from, to, only);
        }
        int start = 0;
        for (int person = 0; person < ends.length; person++) {
            int count = ends[person];
            ends[person] = start;
            start += count;
        }
        for (int i = 0; i < size; i++) {
            events[ends[people[i]]++] = unsorted[i];
        }
        start = 0;
        for (int person = 0; person < ends.length; person++) {
            int end = ends[person];
            if (end - start > 1) {
                sort(start, end);
            }
            start = end;
        }
    }

    private void take(SpanSlices slices, int slice, long from, long to, long @Nullable [] only) {
        int shift = slices.timeShift();
        long event = (long) slice << slices.indexBits();
        int taken = size;
        for (Slice.Cursor cursor = slices.get(slice).cursor(); cursor.next(); event++) {
            long millis = cursor.millis();
            int person = cursor.person() & (EventWalk.PEOPLE - 1);
            if (millis >= from && millis < to && (only == null || (only[person >>> 6] >>> person & 1) != 0)) {
                people[taken] = (char) person;
                unsorted[taken++] = (millis - from) << shift | event;
                ends[person]++;
            }
        }
        size = taken;
    }

    private void ensure(int most) {
        if (events.length < most) {
            int length = Math.max(most, 2 * events.length);
            people = new char[length];
            unsorted = new long[length];
            events = new long[length];
        }
    }

    /** Mostly they are few. */
    private void sort(int from, int to) {
        if (to - from > FEW) {
            Arrays.sort(events, from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            long event = events[i];
            int j = i;
            for (; j > from && events[j - 1] > event; j--) {
                events[j] = events[j - 1];
            }
            events[j] = event;
        }
    }

    int size() {
        return size;
    }

    /** The events; those of a person end where {@link #end} says. */
    long[] events() {
        return events;
    }

    int end(int person) {
        return ends[person];
    }
}
