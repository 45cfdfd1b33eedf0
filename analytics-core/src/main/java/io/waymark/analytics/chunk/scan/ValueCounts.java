/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.PropertyValue.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts events and people by the values of properties: a bucket of people, and in it a slice, after the other. What a slice
 * costs per event is the look at a code and a bit set; the values themselves are looked at once a slice.
 */
public final class ValueCounts {

    private static final int MAX_VALUES = 50_000;

    private final List<Map<String, Long>> numbers = new ArrayList<>();
    private final List<Map<String, Count>> byKey = new ArrayList<>();
    private final List<Count> without = new ArrayList<>();
    private final BitSet tooVaried = new BitSet();

    private ValueCounts(int keys) {
        for (int key = 0; key < keys; key++) {
            byKey.add(new HashMap<>());
            numbers.add(new HashMap<>());
            without.add(new Count());
        }
    }

    /** How many events there are, and of how many people. */
    public static final class Count {

        private long events;
        private long persons;

        private Count() {}

        /** {@return how many events} */
        public long events() {
            return events;
        }

        /** {@return how many different people} */
        public long persons() {
            return persons;
        }

        private void add(Count others) {
            events += others.events;
            persons += others.persons;
        }
    }

    private record Bucket(List<Span> spans) {}

    /**
     * Counts.
     *
     * @param engine has the threads
     * @param events the events, with the values of the properties
     * @param eventNameIds the numbers of their names
     * @param keys the properties
     * @param range when the events happened
     * @return the counts
     */
    public static ValueCounts of(
            ColumnEngine engine, EventColumns events, Set<Integer> eventNameIds, List<String> keys, Millis range) {
        return of(engine, events, eventNameIds, keys, range, null);
    }

    /**
     * Counts the events of some people.
     *
     * @param engine has the threads
     * @param events the events, with the values of the properties
     * @param eventNameIds the numbers of their names
     * @param keys the properties
     * @param range when the events happened
     * @param people whose events are counted; {@code null} for everybody
     * @return the counts
     */
    public static ValueCounts of(
            ColumnEngine engine,
            EventColumns events,
            Set<Integer> eventNameIds,
            List<String> keys,
            Millis range,
            @Nullable RoaringBitmap people) {
        ValueCounts all = new ValueCounts(keys.size());
        engine.eachBucket(
                events.buckets(),
                bucket -> new Bucket(events.spans(bucket, eventNameIds, range.from(), range.to())),
                bucket -> count(bucket, keys, range, people),
                all::add);
        return all;
    }

    /**
     * The counts by the text of the value.
     *
     * @param key the place of the property among those asked for
     * @return the counts; none of them zero
     */
    public Map<String, Count> of(int key) {
        return byKey.get(key);
    }

    /**
     * How many events have a number, by its text.
     *
     * @param key the place of the property among those asked for
     * @return the counts; none of them zero
     */
    public Map<String, Long> numbers(int key) {
        return numbers.get(key);
    }

    /**
     * The counts of events without a value.
     *
     * @param key the place of the property among those asked for
     * @return the counts
     */
    public Count without(int key) {
        return without.get(key);
    }

    /**
     * Whether a property has too many different numbers, or values in one slice, to be counted in memory.
     *
     * @param key the place of the property among those asked for
     * @return whether there are no counts of it
     */
    public boolean isTooVaried(int key) {
        return tooVaried.get(key);
    }

    private void giveUp(int key) {
        tooVaried.set(key);
        byKey.get(key).clear();
        numbers.get(key).clear();
    }

    private void add(ValueCounts others) {
        tooVaried.or(others.tooVaried);
        for (int key = 0; key < byKey.size(); key++) {
            if (tooVaried.get(key)) {
                giveUp(key);
                continue;
            }
            Map<String, Count> own = byKey.get(key);
            others.byKey
                    .get(key)
                    .forEach((value, count) ->
                            own.computeIfAbsent(value, any -> new Count()).add(count));
            without.get(key).add(others.without.get(key));
            Map<String, Long> ownNumbers = numbers.get(key);
            others.numbers.get(key).forEach((number, times) -> ownNumbers.merge(number, times, Long::sum));
            if (ownNumbers.size() > MAX_VALUES) {
                giveUp(key);
            }
        }
    }

    private static ValueCounts count(Bucket bucket, List<String> keys, Millis range, @Nullable RoaringBitmap people) {
        ValueCounts counts = new ValueCounts(keys.size());
        for (int key = 0; key < keys.size(); key++) {
            counts.count(key, keys.get(key), bucket, range, people);
        }
        return counts;
    }

    private void count(int key, String property, Bucket bucket, Millis range, @Nullable RoaringBitmap people) {
        Map<@Nullable String, PersonTally> tallies = new HashMap<>();
        for (Span span : bucket.spans()) {
            for (Slice slice : span.slices()) {
                ValueColumn column = slice.values(property);
                if (column.size() > MAX_VALUES || numbers.get(key).size() > MAX_VALUES) {
                    giveUp(key);
                    return;
                }
                count(slice, column, range, people, tallies, numbers.get(key));
            }
        }
        Map<String, Count> own = byKey.get(key);
        Count none = without.get(key);
        long[] scratch = PersonTally.scratch();
        tallies.forEach((value, tally) -> {
            if (tally.events() > 0) {
                Count count = value == null ? none : own.computeIfAbsent(value, any -> new Count());
                count.events = tally.events();
                count.persons = tally.persons(scratch);
            }
        });
    }

    private static void count(
            Slice slice,
            ValueColumn column,
            Millis range,
            @Nullable RoaringBitmap people,
            Map<@Nullable String, PersonTally> tallies,
            Map<String, Long> numbers) {
        long[] times = new long[column.size() + 1];
        PersonTally[] byCode = new PersonTally[column.size() + 1];
        for (int code = 0; code < byCode.length; code++) {
            byCode[code] = tallies.computeIfAbsent(text(column.value(code)), value -> new PersonTally());
        }
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            if (cursor.millis() >= range.from()
                    && cursor.millis() < range.to()
                    && (people == null || people.contains(cursor.person()))) {
                int code = column.code(event);
                times[code]++;
                byCode[code].add(cursor.person());
            }
        }
        for (int code = 1; code < times.length; code++) {
            PropertyValue value = Objects.requireNonNull(column.value(code));
            if (times[code] > 0 && value.kind() == Kind.NUMBER) {
                numbers.merge(value.text(), times[code], Long::sum);
            }
        }
    }

    private static @Nullable String text(@Nullable PropertyValue value) {
        return value == null ? null : value.text();
    }
}
