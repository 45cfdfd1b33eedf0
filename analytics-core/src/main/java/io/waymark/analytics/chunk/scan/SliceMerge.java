/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the events of some names and one bucket of people: span by span and, in each, by person, then time, then
 * name in the order they were given.
 *
 * <p>A key of 63 bits says all of an event: the person within the bucket (16 bits), the time since the span begins, and
 * the place of its name. The least key of all slices comes next; many slices wait in a heap. A span that is longer than
 * the bits for time reach is gone through more than once.
 *
 * <p>Not safe for use by several threads.
 */
public final class SliceMerge {

    /** How many names there can be. */
    public static final int MAX_NAMES = 64;

    /** How many people a bucket has. */
    public static final int BUCKET_SIZE = 1 << 16;

    private static final int PERSON_BITS = 16;
    private static final long END = Long.MAX_VALUE;
    private static final int MOST_IN_LINE = 8;

    private final int[] eventNameIds;
    private final Millis range;
    private final int nameBits;
    private final int timeBits;
    private final int people;
    private final Events events;

    private int firstPerson;
    private long base;
    private long from;
    private long to;
    private Slice.Cursor[] cursors = new Slice.Cursor[0];
    private long[] names = new long[0];
    private long[] keys = new long[0];

    /**
     * Prepares to go through events.
     *
     * @param eventNameIds the numbers of the names, at most {@value #MAX_NAMES}
     * @param range when the events happened
     * @param people go through so many people of a bucket at once
     * @param events is told of each event
     */
    public SliceMerge(int[] eventNameIds, Millis range, int people, Events events) {
        this.eventNameIds = eventNameIds.clone();
        this.range = range;
        this.nameBits = Integer.SIZE - Integer.numberOfLeadingZeros(eventNameIds.length - 1);
        this.timeBits = Long.SIZE - 1 - PERSON_BITS - nameBits;
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
        long reach = (1L << timeBits) - 1;
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

    private void run(List<Slice> slices) {
        if (cursors.length < slices.size()) {
            cursors = new Slice.Cursor[slices.size()];
            names = new long[slices.size()];
            keys = new long[slices.size()];
        }
        int size = 0;
        for (Slice slice : slices) {
            int name = place(slice.eventNameId());
            if (name >= 0) {
                cursors[size] = slice.cursor();
                names[size] = name;
                keys[size] = next(cursors[size], name);
                if (keys[size] != END) {
                    size++;
                }
            }
        }
        if (size > MOST_IN_LINE) {
            size = runHeap(size);
        }
        runLine(size);
        Arrays.fill(cursors, null);
    }

    private int place(int eventNameId) {
        for (int i = 0; i < eventNameIds.length; i++) {
            if (eventNameIds[i] == eventNameId) {
                return i;
            }
        }
        return -1;
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
            long name = names[least];
            do {
                tell(key);
                key = next(cursor, name);
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
            tell(keys[0]);
            keys[0] = next(cursors[0], names[0]);
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
        long name = names[index];
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
        names[place] = name;
    }

    private void move(int source, int target) {
        keys[target] = keys[source];
        cursors[target] = cursors[source];
        names[target] = names[source];
    }

    private void tell(long key) {
        int person = (int) (key >>> (timeBits + nameBits));
        long millis = base + ((key >>> nameBits) & ((1L << timeBits) - 1));
        events.event(person, millis, (int) (key & ((1L << nameBits) - 1)));
    }

    private long next(Slice.Cursor cursor, long name) {
        while (cursor.next()) {
            int person = (cursor.person() & (BUCKET_SIZE - 1)) - firstPerson;
            if (person >= people) {
                return END;
            }
            long millis = cursor.millis();
            if (millis >= from && millis < to && person >= 0) {
                return ((((long) person << timeBits) | (millis - base)) << nameBits) | name;
            }
        }
        return END;
    }

    /** Is told of events. */
    public interface Events {

        /**
         * The next event.
         *
         * @param person whose it is: their place among the people that are gone through
         * @param millis when it happened, in milliseconds since the epoch
         * @param name the place of its name
         */
        void event(int person, long millis, int name);
    }
}
