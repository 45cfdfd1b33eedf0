/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import com.google.common.collect.Lists;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PeopleEvents;
import io.waymark.analytics.chunk.scan.PersonBits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts events and people by the values of properties. */
public final class ValueCounts {

    /** The people of each value of so many properties are in memory at once. */
    private static final int KEYS_AT_ONCE = 4;

    private final List<KeyCounts> keys;

    private ValueCounts(int keys) {
        this.keys = Stream.generate(KeyCounts::new).limit(keys).toList();
    }

    /**
     * How many events there are, and of how many people.
     *
     * @param events how many events
     * @param persons how many different people
     */
    public record Count(long events, long persons) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count others) {
            return new Count(events + others.events, persons + others.persons);
        }
    }

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
        engine.eachBucket(events, eventNameIds, range, some -> scan(some, keys, range, people), all::add);
        return all;
    }

    private static List<KeyCounts> scan(
            PeopleEvents events, List<String> keys, Millis range, @Nullable RoaringBitmap people) {
        long[] only = PersonBits.of(people, events.bucket());
        return Lists.partition(keys, KEYS_AT_ONCE).stream()
                .flatMap(some -> new ValueScan(some, range, only).scan(events.spans()).stream())
                .toList();
    }

    private void add(List<KeyCounts> others) {
        for (int key = 0; key < keys.size(); key++) {
            keys.get(key).add(others.get(key));
        }
    }

    /**
     * The counts by the text of the value.
     *
     * @param key the place of the property among those asked for
     * @return the counts; none of them zero
     */
    public Map<String, Count> of(int key) {
        return Collections.unmodifiableMap(keys.get(key).byValue());
    }

    /**
     * How many events have a number, by its text.
     *
     * @param key the place of the property among those asked for
     * @return the counts; none of them zero
     */
    public Map<String, Long> numbers(int key) {
        return Collections.unmodifiableMap(keys.get(key).numbers());
    }

    /**
     * The counts of events without a value.
     *
     * @param key the place of the property among those asked for
     * @return the counts
     */
    public Count without(int key) {
        return keys.get(key).without();
    }

    /**
     * Whether a property has too many different numbers, or values in one slice, to be counted in memory.
     *
     * @param key the place of the property among those asked for
     * @return whether there are no counts of it
     */
    public boolean isTooVaried(int key) {
        return keys.get(key).isTooVaried();
    }
}
