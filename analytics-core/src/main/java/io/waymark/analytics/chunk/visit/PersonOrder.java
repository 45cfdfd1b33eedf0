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
    private static final int LEAST = 1 << 10;

    private static final int BYTES = Character.BYTES + 2 * Long.BYTES;

    private final WalkMemory memory;

    /** Where the events of each person end; those of the next begin there. */
    private final int[] ends = new int[EventWalk.PEOPLE];

    /** A bit for everybody who has any events. */
    private final long[] has = new long[EventWalk.PEOPLE / Long.SIZE];

    /** The same people. */
    private final char[] present = new char[EventWalk.PEOPLE];

    private int presentSize;
    private int size;
    private char[] people = new char[LEAST];
    private long[] unsorted = new long[LEAST];
    private long[] events = new long[LEAST];

    PersonOrder(WalkMemory memory) {
        this.memory = memory;
    }

    /** Takes the events of a piece of a span; of some people only, if there is a bit for each. */
    void sort(SpanSlices slices, SpanPieces.Piece piece, long @Nullable [] only) {
        for (int i = 0; i < presentSize; i++) {
            ends[present[i]] = 0;
        }
        presentSize = 0;
        size = 0;
        for (int slice = 0; slice < slices.size(); slice++) {
            take(slices, slice, piece, only);
        }
        if (events.length < size) {
            events = new long[people.length];
        }
        findPresent();
        int start = 0;
        for (int i = 0; i < presentSize; i++) {
            int count = ends[present[i]];
            ends[present[i]] = start;
            start += count;
        }
        for (int i = 0; i < size; i++) {
            events[ends[people[i]]++] = unsorted[i];
        }
        start = 0;
        for (int i = 0; i < presentSize; i++) {
            int end = ends[present[i]];
            if (end - start > 1) {
                sort(start, end);
            }
            start = end;
        }
    }

    private void take(SpanSlices slices, int slice, SpanPieces.Piece piece, long @Nullable [] only) {
        int shift = slices.timeShift();
        long from = piece.from();
        long to = piece.to();
        int first = piece.first();
        int end = piece.end();
        long event = (long) slice << slices.indexBits();
        int taken = size;
        for (Slice.Cursor cursor = slices.get(slice).cursor(); cursor.next(); event++) {
            long millis = cursor.millis();
            int person = cursor.person() & (EventWalk.PEOPLE - 1);
            if (millis >= from && millis < to && person >= first && person < end && has(only, person)) {
                if (taken == people.length) {
                    grow();
                }
                people[taken] = (char) person;
                unsorted[taken++] = (millis - from) << shift | event;
                ends[person]++;
                has[person >>> 6] |= 1L << person;
            }
        }
        size = taken;
    }

    private void findPresent() {
        for (int word = 0; word < has.length; word++) {
            for (long bits = has[word]; bits != 0; bits &= bits - 1) {
                present[presentSize++] = (char) (word << 6 | Long.numberOfTrailingZeros(bits));
            }
            has[word] = 0;
        }
    }

    static boolean has(long @Nullable [] only, int person) {
        return only == null || (only[person >>> 6] >>> person & 1) != 0;
    }

    /** No further than a piece goes, except where it could not be cut. */
    private void grow() {
        int length = 2 * people.length;
        if (people.length >= SpanPieces.MOST) {
            memory.take((long) people.length * BYTES);
        } else {
            length = Math.min(SpanPieces.MOST, length);
        }
        people = Arrays.copyOf(people, length);
        unsorted = Arrays.copyOf(unsorted, length);
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

    /** The events; those of a person end where {@link #end} says. */
    long[] events() {
        return events;
    }

    /** How many people have any. */
    int people() {
        return presentSize;
    }

    /** One of the people who have any: their place in the bucket. */
    int person(int index) {
        return present[index];
    }

    int end(int person) {
        return ends[person];
    }
}
