/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.scan.Millis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a span into pieces of a bounded number of events, which are put in order one after the other: between people, and
 * the events of one person in time where they alone are too many. Not safe for use by several threads.
 */
final class SpanPieces {

    /** So many events are put in order at once: some tens of megabytes. */
    static final int MOST = 1 << 21;

    private final long most;
    private int[] counts = new int[0];

    SpanPieces(long most) {
        this.most = most;
    }

    /**
     * The events of some people between two instants.
     *
     * @param from the start, in milliseconds since the epoch
     * @param to the end, exclusive
     * @param first the first person
     * @param end the end of the people, exclusive
     */
    record Piece(long from, long to, int first, int end) {}

    /** The pieces, each person's in the order of time; of some people only, if there is a bit for each. */
    List<Piece> of(SpanSlices slices, Millis part, long @Nullable [] only) {
        List<Piece> pieces = new ArrayList<>();
        long reach = Math.min(Long.MAX_VALUE >>> slices.timeShift(), part.to() - part.from());
        for (long from = part.from(); from < part.to(); from += reach) {
            long to = Math.min(part.to(), from + reach);
            if (slices.events() > most) {
                cut(slices, from, to, only, pieces);
            } else {
                pieces.add(new Piece(from, to, 0, EventWalk.PEOPLE));
            }
        }
        return pieces;
    }

    private void cut(SpanSlices slices, long from, long to, long @Nullable [] only, List<Piece> pieces) {
        count(slices, from, to, only);
        int first = 0;
        long sum = 0;
        for (int person = 0; person < EventWalk.PEOPLE; person++) {
            if (sum > 0 && sum + counts[person] > most) {
                pieces.add(new Piece(from, to, first, person));
                first = person;
                sum = 0;
            }
            sum += counts[person];
            if (sum > most) {
                cut(slices, person, counts[person], from, to, pieces);
                first = person + 1;
                sum = 0;
            }
        }
        if (sum > 0) {
            pieces.add(new Piece(from, to, first, EventWalk.PEOPLE));
        }
    }

    /** In halves, again and again. */
    private void cut(SpanSlices slices, int person, long events, long from, long to, List<Piece> pieces) {
        if (events <= most || to - from <= 1) {
            if (events > 0) {
                pieces.add(new Piece(from, to, person, person + 1));
            }
            return;
        }
        long middle = from + (to - from) / 2;
        long before = count(slices, person, from, middle);
        cut(slices, person, before, from, middle, pieces);
        cut(slices, person, events - before, middle, to, pieces);
    }

    private void count(SpanSlices slices, long from, long to, long @Nullable [] only) {
        if (counts.length == 0) {
            counts = new int[EventWalk.PEOPLE];
        }
        Arrays.fill(counts, 0);
        for (int slice = 0; slice < slices.size(); slice++) {
            for (Slice.Cursor cursor = slices.get(slice).cursor(); cursor.next(); ) {
                int person = cursor.person() & (EventWalk.PEOPLE - 1);
                if (cursor.millis() >= from && cursor.millis() < to && PersonOrder.has(only, person)) {
                    counts[person]++;
                }
            }
        }
    }

    private static long count(SpanSlices slices, int person, long from, long to) {
        long count = 0;
        for (int slice = 0; slice < slices.size(); slice++) {
            for (Slice.Cursor cursor = slices.get(slice).cursor(); cursor.next(); ) {
                if ((cursor.person() & (EventWalk.PEOPLE - 1)) == person
                        && cursor.millis() >= from
                        && cursor.millis() < to) {
                    count++;
                }
            }
        }
        return count;
    }
}
