/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts events and people by the values of properties. Immutable. */
public final class ValueCounts {

    private final List<KeyCounts> keys;

    ValueCounts(List<KeyCounts> keys) {
        this.keys = keys;
    }

    /**
     * How many events there are, and of how many people.
     *
     * @param events how many events
     * @param persons how many different people
     */
    public record Count(long events, long persons) {}

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
        return new ValueCounts(new ValueSearch(engine, events, eventNameIds, range, people).counts(keys));
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
