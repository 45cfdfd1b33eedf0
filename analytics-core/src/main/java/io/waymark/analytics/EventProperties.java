/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Properties that nobody can change, known as such by their type, so that events can share them without copying. */
final class EventProperties extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> values;

    private EventProperties(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    static Map<String, @Nullable Object> of(Map<String, ?> properties) {
        if (properties instanceof EventProperties shared) {
            return shared;
        }
        return properties.isEmpty() ? Map.of() : new EventProperties(new LinkedHashMap<>(properties));
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return Collections.unmodifiableMap(values).entrySet();
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return values.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return values.containsKey(key);
    }
}
