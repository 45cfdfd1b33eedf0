/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.ValueColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each event a place, by its name and by the filters that it meets. Safe for use by many threads once it is
 * complete.
 */
public final class EventPlaces {

    /** What has no place. */
    public static final int NONE = -1;

    private final Map<Integer, Integer> plain = new HashMap<>();
    private final Map<Integer, Filtered> filtered = new HashMap<>();
    private final Map<Integer, List<String>> numbers = new HashMap<>();

    private record Filtered(
            FilterMasks masks,
            @SuppressWarnings("ArrayRecordComponent") int[] places) {}

    /** Starts without any. */
    public EventPlaces() {}

    /**
     * Gives all events of a name the same place.
     *
     * @param eventNameId the number of the name
     * @param place the place
     */
    public void put(int eventNameId, int place) {
        plain.put(eventNameId, place);
    }

    /**
     * Gives events of a name places.
     *
     * @param eventNameId the number of the name
     * @param masks the filters
     * @param places the place by the mask of the filters that an event meets; {@link #NONE} leaves it out
     */
    public void put(int eventNameId, FilterMasks masks, int[] places) {
        filtered.put(eventNameId, new Filtered(masks, places.clone()));
    }

    /**
     * Has the places of the events of a name tell numbers too.
     *
     * @param eventNameId the number of the name, which has places
     * @param keys the keys of the properties, of which the report said that it needs them
     */
    public void tellNumbers(int eventNameId, List<String> keys) {
        numbers.put(eventNameId, List.copyOf(keys));
    }

    /** {@return the numbers of the names that have places} */
    public Set<Integer> eventNameIds() {
        Set<Integer> names = new HashSet<>(plain.keySet());
        names.addAll(filtered.keySet());
        return names;
    }

    /**
     * The places of the events of a slice.
     *
     * @param slice the slice
     * @return the places; {@code null} if none has any
     */
    public @Nullable Places of(Slice slice) {
        Integer place = plain.get(slice.eventNameId());
        if (place != null) {
            return new Places(place, null, new int[0], numbers(slice));
        }
        Filtered own = filtered.get(slice.eventNameId());
        if (own == null) {
            return null;
        }
        FilterMasks.Masks masks = own.masks().of(slice);
        return masks.isNever() && own.places()[0] == NONE
                ? null
                : new Places(NONE, masks, own.places(), numbers(slice));
    }

    private ValueColumn[] numbers(Slice slice) {
        return numbers.getOrDefault(slice.eventNameId(), List.of()).stream()
                .map(slice::values)
                .toArray(ValueColumn[]::new);
    }

    /** The places of events, one after the other. Not safe for use by several threads. */
    public static final class Places {

        private final int fixed;
        private final FilterMasks.@Nullable Masks masks;
        private final int[] places;
        private final ValueColumn[] numbers;
        private int event = -1;

        private Places(int fixed, FilterMasks.@Nullable Masks masks, int[] places, ValueColumn[] numbers) {
            this.fixed = fixed;
            this.masks = masks;
            this.places = places;
            this.numbers = numbers;
        }

        /** {@return the place of the next event} */
        public int next() {
            event++;
            return masks == null ? fixed : places[masks.of(event)];
        }

        /**
         * Reads a property of the event whose place was told last.
         *
         * @param key the place of its key among those whose numbers are told
         * @return the number; not a number if it has none
         */
        public double number(int key) {
            ValueColumn column = numbers[key];
            return column.number(column.code(event));
        }
    }
}
