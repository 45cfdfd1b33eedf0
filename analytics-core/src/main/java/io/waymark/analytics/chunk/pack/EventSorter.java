/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.chunk.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes events of one name, in any order, and packs them by bucket of people, with the values of some properties. All of
 * them lie within 49 days. Events of one person and instant stay in the order in which they came. Not safe for use by
 * several threads.
 */
public final class EventSorter {

    /** So many events go into one piece: about a megabyte. */
    public static final int MAX_EVENTS = 1 << 18;

    private static final long MAX_OFFSET = (1L << 32) - 1;

    private final int eventNameId;
    private final long origin;
    private final ValueCodes[] columns;
    private long[] events = new long[16];
    private int size;

    /**
     * Takes events from an instant on.
     *
     * @param eventNameId the number of the events' name
     * @param origin no event is before, and none more than 49 days after, in milliseconds since the epoch
     */
    public EventSorter(int eventNameId, long origin) {
        this(eventNameId, origin, List.of(), 0);
    }

    /**
     * Takes events from an instant on, with values of properties.
     *
     * @param eventNameId the number of the events' name
     * @param origin no event is before, and none more than 49 days after, in milliseconds since the epoch
     * @param properties the numbers of the properties
     * @param maxValues a property with more different values, or twenty times as many numbers, is left out
     */
    public EventSorter(int eventNameId, long origin, Collection<Integer> properties, int maxValues) {
        this(eventNameId, origin, properties, maxValues, new ValueTexts());
    }

    /**
     * Takes events from an instant on, with values of properties that others have as well.
     *
     * @param eventNameId the number of the events' name
     * @param origin no event is before, and none more than 49 days after, in milliseconds since the epoch
     * @param properties the numbers of the properties
     * @param maxValues a property with more different values, or twenty times as many numbers, is left out
     * @param texts keeps the values, for as many sorters as are given it
     */
    public EventSorter(int eventNameId, long origin, Collection<Integer> properties, int maxValues, ValueTexts texts) {
        this.eventNameId = eventNameId;
        this.origin = origin;
        this.columns = properties.stream()
                .map(property -> new ValueCodes(property, maxValues, texts))
                .toArray(ValueCodes[]::new);
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
     * Takes a value of the event that it took last.
     *
     * @param place the place of its property among those given
     * @param json the value as JSON
     */
    public void value(int place, String json) {
        columns[place].set(size - 1, columns[place].code(json));
    }

    /**
     * Takes events of others, with their values.
     *
     * @param others events of the same name, with values of all properties of this
     * @param whose whose each event is now
     */
    public void addAll(PackedPart others, Whose whose) {
        PackedValues[] values = new PackedValues[columns.length];
        int[][] codes = new int[columns.length][];
        for (int column = 0; column < columns.length; column++) {
            PackedValues known = others.values().get(columns[column].property());
            if (known == null) {
                throw new IllegalArgumentException("There are no values of property " + columns[column].property());
            }
            values[column] = known;
            codes[column] = new int[known.size() + 1];
        }
        int event = 0;
        for (Slice.Cursor cursor = others.events().cursor(); cursor.next(); event++) {
            int person = whose.of(cursor.person(), cursor.millis());
            if (person < 0) {
                continue;
            }
            add(person, cursor.millis());
            for (int column = 0; column < columns.length; column++) {
                int code = values[column].code(event);
                if (code > 0) {
                    if (codes[column][code] == 0) {
                        codes[column][code] = columns[column].code(values[column].json(code));
                    }
                    columns[column].set(size - 1, codes[column][code]);
                }
            }
        }
    }

    /** Tells whose an event is. */
    public interface Whose {

        /**
         * The person of an event.
         *
         * @param person who did it
         * @param millis when, in milliseconds since the epoch
         * @return who that is now; negative if the event is to be left out
         */
        int of(int person, long millis);
    }

    /** {@return how many events it has taken} */
    public int size() {
        return size;
    }

    /** {@return the numbers of the properties that are left out, as they have too many different values} */
    public List<Integer> tooVaried() {
        return Arrays.stream(columns)
                .filter(ValueCodes::isTooVaried)
                .map(ValueCodes::property)
                .toList();
    }

    /** {@return all events, each bucket in as many pieces as it needs, by bucket} */
    public List<PackedEvents> pack() {
        return parts().stream().map(PackedPart::events).toList();
    }

    /** {@return the same with their values; takes no events afterwards} */
    public List<PackedPart> parts() {
        int[] order = new int[0];
        if (columns.length == 0) {
            Arrays.sort(events, 0, size);
        } else {
            order = StableOrder.sort(events, size);
        }
        List<PackedPart> parts = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= size; to++) {
            if (to == size || to - from == MAX_EVENTS || events[to] >>> 48 != events[from] >>> 48) {
                PackedEvents packed = pack(from, to);
                Map<Integer, PackedValues> values = new HashMap<>();
                for (ValueCodes column : columns) {
                    if (!column.isTooVaried()) {
                        values.put(column.property(), column.pack(packed, order, from, to));
                    }
                }
                parts.add(new PackedPart(packed, values));
                from = to;
            }
        }
        return parts;
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
