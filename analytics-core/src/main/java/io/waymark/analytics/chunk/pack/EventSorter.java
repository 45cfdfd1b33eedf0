/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.chunk.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Takes events of one name, in any order, and packs them by bucket of people. All of them lie within 49 days. Not safe
 * for use by several threads.
 */
public final class EventSorter {

    /** So many events go into one piece: about a megabyte. */
    public static final int MAX_EVENTS = 1 << 18;

    private static final long MAX_OFFSET = (1L << 32) - 1;

    private final int eventNameId;
    private final long origin;
    private long[] events = new long[16];
    private int size;

    /**
     * Takes events from an instant on.
     *
     * @param eventNameId the number of the events' name
     * @param origin no event is before, and none more than 49 days after, in milliseconds since the epoch
     */
    public EventSorter(int eventNameId, long origin) {
        this.eventNameId = eventNameId;
        this.origin = origin;
    }

    /**
     * Takes an event.
     *
     * @param person who did it; not negative
     * @param millis when, in milliseconds since the epoch
     */
    public void add(int person, long millis) {
        long offset = millis - origin;
        if (offset < 0 || offset > MAX_OFFSET || person < 0) {
            throw new IllegalArgumentException(
                    "Person " + person + " at " + millis + ", which is not within 49 days of " + origin);
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, size * 2);
        }
        events[size++] = (long) person << 32 | offset;
    }

    /**
     * Takes all events of others.
     *
     * @param others events of the same name
     * @param people who each person is now
     */
    public void addAll(PackedEvents others, IntUnaryOperator people) {
        for (Slice.Cursor cursor = others.cursor(); cursor.next(); ) {
            add(people.applyAsInt(cursor.person()), cursor.millis());
        }
    }

    /** {@return how many events it has taken} */
    public int size() {
        return size;
    }

    /** {@return all events, each bucket in as many pieces as it needs, by bucket} */
    public List<PackedEvents> pack() {
        Arrays.sort(events, 0, size);
        List<PackedEvents> packed = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= size; to++) {
            if (to == size || to - from == MAX_EVENTS || events[to] >>> 48 != events[from] >>> 48) {
                packed.add(pack(from, to));
                from = to;
            }
        }
        return packed;
    }

    private PackedEvents pack(int from, int to) {
        int bucket = (int) (events[from] >>> 48);
        long first = MAX_OFFSET;
        long last = 0;
        int persons = 0;
        int largestGap = 0;
        int previous = (bucket << 16) - 1;
        for (int i = from; i < to; i++) {
            int person = (int) (events[i] >>> 32);
            long offset = events[i] & MAX_OFFSET;
            first = Math.min(first, offset);
            last = Math.max(last, offset);
            if (i == from || person != previous) {
                largestGap = Math.max(largestGap, person - previous - 1);
                previous = person;
                persons++;
            }
        }
        int gapBits = 32 - Integer.numberOfLeadingZeros(largestGap);
        int timeBits = 64 - Long.numberOfLeadingZeros(last - first);
        byte[] data = PackedEvents.allocate(eventNameId, bucket, to - from, persons, origin + first, gapBits, timeBits);
        write(data, from, to, bucket, first, persons, gapBits, timeBits);
        return PackedEvents.sealed(data);
    }

    private void write(byte[] data, int from, int to, int bucket, long first, int persons, int gapBits, int timeBits) {
        long gap = PackedEvents.HEADER_BYTES * 8L;
        long record = (PackedEvents.HEADER_BYTES + PackedEvents.bytes((long) persons * gapBits)) * 8;
        int previous = (bucket << 16) - 1;
        for (int i = from; i < to; i++) {
            int person = (int) (events[i] >>> 32);
            long value = ((events[i] & MAX_OFFSET) - first) << 1;
            if (i == from || person != previous) {
                put(data, gap, person - previous - 1);
                gap += gapBits;
                previous = person;
                value |= 1;
            }
            put(data, record, value);
            record += timeBits + 1;
        }
    }

    private static void put(byte[] data, long bit, long value) {
        int at = (int) (bit >>> 3);
        PackedEvents.LONG.set(data, at, (long) PackedEvents.LONG.get(data, at) | value << (bit & 7));
    }
}
