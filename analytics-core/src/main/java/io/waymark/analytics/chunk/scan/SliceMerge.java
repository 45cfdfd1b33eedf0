/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.EventPlaces.Places;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the events that have places and are of one bucket of people: span by span and, in each, by person, then
 * time, then place.
 *
 * <p>A key of 63 bits says all of an event: the person within the bucket (16 bits), the time since the span begins, and
 * its place. The least key of all slices comes next; many slices wait in a heap. A span that is longer than
 * the bits for time reach is gone through more than once.
 *
 * <p>Not safe for use by several threads.
 */
public final class SliceMerge {

    /** How many places there can be. */
    public static final int MAX_PLACES = 64;

    /** How many people a bucket has. */
    public static final int BUCKET_SIZE = 1 << 16;

    private static final int PERSON_BITS = 16;
    private static final long END = Long.MAX_VALUE;
    private static final int MOST_IN_LINE = 8;

    private final EventPlaces places;
    private final Millis range;
    private final int placeBits;
    private final int timeBits;
    private final int people;
    private final Events events;

    private int firstPerson;
    private int seen;
    private long base;
    private long from;
    private long to;
    private Slice.Cursor[] cursors = new Slice.Cursor[0];
    private Places[] placesOf = new Places[0];
    private long[] keys = new long[0];

    /**
     * Prepares to go through events.
     *
     * @param places the places of events
     * @param number how many places there are, at most {@value #MAX_PLACES}
     * @param range when the events happened
     * @param people go through so many people of a bucket at once
     * @param events is told of each event
     */
    public SliceMerge(EventPlaces places, int number, Millis range, int people, Events events) {
        this.places = places;
        this.range = range;
        this.placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
        this.timeBits = Long.SIZE - 1 - PERSON_BITS - placeBits;
        this.people = people;
        this.events = events;
    }

    /**
     * Goes through the events of some people.
     *
     * @param spans the spans of the bucket
     * @param firstPerson the first of these people, by their place in the bucket
     */
    public void run(List<Span> spans, int firstPerson) {
        this.firstPerson = firstPerson;
        this.seen = 0;
        long reach = reach();
        for (Span span : spans) {
            Millis part = new Millis(span.fromMillis(), span.toMillis()).within(range);
            for (long start = part.from(); start < part.to(); start += reach) {
                base = start;
                from = start;
                to = Math.min(part.to(), start + reach);
                run(span.slices());
            }
        }
    }

    private long reach() {
        return (1L << timeBits) - 1;
    }

    /**
     * Tells whether it goes through a span at once: by person, and then time.
     *
     * @param span the span
     * @return whether; otherwise it goes through one part of the time after the other
     */
    public boolean isAtOnce(Span span) {
        return span.toMillis() - span.fromMillis() <= reach();
    }

    /** {@return how many people, from the first on, may have had events in the last run} */
    public int people() {
        return Math.min(people, seen);
    }

    /** {@return whether there may be people in the bucket after those of the last run} */
    public boolean isThereMore() {
        return seen > people;
    }

    private void run(List<Slice> slices) {
        if (cursors.length < slices.size()) {
            cursors = new Slice.Cursor[slices.size()];
            placesOf = new Places[slices.size()];
            keys = new long[slices.size()];
        }
        int size = 0;
        for (Slice slice : slices) {
            Places own = places.of(slice);
            if (own != null && slice.events() > 0) {
                seen = Math.max(seen, (slice.lastPerson() & (BUCKET_SIZE - 1)) - firstPerson + 1);
                cursors[size] = slice.cursor();
                placesOf[size] = own;
                keys[size] = next(cursors[size], own);
                if (keys[size] != END) {
                    size++;
                }
            }
        }
        events.expect(people());
        if (size > MOST_IN_LINE) {
            size = runHeap(size);
        }
        runLine(size);
        Arrays.fill(cursors, null);
        Arrays.fill(placesOf, null);
    }

    private void runLine(int size) {
        while (size > 0) {
            int least = 0;
            long key = keys[0];
            long second = END;
            for (int i = 1; i < size; i++) {
                long other = keys[i];
                if (other < key) {
                    second = key;
                    key = other;
                    least = i;
                } else if (other < second) {
                    second = other;
                }
            }
            Slice.Cursor cursor = cursors[least];
            Places own = placesOf[least];
            do {
                tell(key, own);
                key = next(cursor, own);
            } while (key < second);
            keys[least] = key;
            if (key == END) {
                size--;
                move(size, least);
            }
        }
    }

    /** Goes on until so few slices are left that a heap is not worth it. */
    private int runHeap(int size) {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, size);
        }
        while (size > MOST_IN_LINE) {
            tell(keys[0], placesOf[0]);
            keys[0] = next(cursors[0], placesOf[0]);
            if (keys[0] == END) {
                size--;
                move(size, 0);
            }
            sink(0, size);
        }
        return size;
    }

    private void sink(int index, int size) {
        long key = keys[index];
        Slice.Cursor cursor = cursors[index];
        Places own = placesOf[index];
        int place = index;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            move(child, place);
            place = child;
        }
        keys[place] = key;
        cursors[place] = cursor;
        placesOf[place] = own;
    }

    private void move(int source, int target) {
        keys[target] = keys[source];
        cursors[target] = cursors[source];
        placesOf[target] = placesOf[source];
    }

    private void tell(long key, Places own) {
        int person = (int) (key >>> (timeBits + placeBits));
        long millis = base + ((key >>> placeBits) & ((1L << timeBits) - 1));
        events.event(person, millis, (int) (key & ((1L << placeBits) - 1)), own);
    }

    private long next(Slice.Cursor cursor, Places own) {
        while (cursor.next()) {
            int place = own.next();
            int person = (cursor.person() & (BUCKET_SIZE - 1)) - firstPerson;
            if (person >= people) {
                return END;
            }
            long millis = cursor.millis();
            if (millis >= from && millis < to && person >= 0 && place >= 0) {
                return ((((long) person << timeBits) | (millis - base)) << placeBits) | place;
            }
        }
        return END;
    }

    /** Is told of events. */
    public interface Events {

        /**
         * Events of more people may follow. Told before each span.
         *
         * @param people how many people there may be so far: none that is told has a place as high; never fewer than
         *     before in a run
         */
        default void expect(int people) {}

        /**
         * The next event.
         *
         * @param person whose it is: their place among the people that are gone through
         * @param millis when it happened, in milliseconds since the epoch
         * @param place its place
         * @param numbers tells its numbers until this returns
         */
        void event(int person, long millis, int place, Places numbers);
    }
}
