/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PackedValues;
import java.util.Map;

/**
 * A slice that is in memory.
 *
 * @param part its events, with the values of properties
 * @param properties the numbers of these by key
 */
record PackedSlice(PackedPart part, Map<String, Integer> properties) implements ReadSlice {

    @Override
    public int eventNameId() {
        return part.events().eventNameId();
    }

    @Override
    public int events() {
        return part.events().events();
    }

    @Override
    public PackedEvents packed() {
        return part.events();
    }

    @Override
    public PackedValues column(String key) {
        return column(part, property(properties, key));
    }

    static int property(Map<String, Integer> properties, String key) {
        Integer property = properties.get(key);
        if (property == null) {
            throw new IllegalArgumentException("The report did not say that it needs '" + key + "' of these events");
        }
        return property;
    }

    static PackedValues column(PackedPart part, int property) {
        PackedValues values = part.values().get(property);
        return values == null ? PackedValues.none(property, part.events()) : values;
    }
}
