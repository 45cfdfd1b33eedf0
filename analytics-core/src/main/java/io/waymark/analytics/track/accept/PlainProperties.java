/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.track.IngestSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties that may be stored as they are, which is what most events have; others are looked at closely. */
final class PlainProperties {

    private PlainProperties() {}

    /** Whether these are few, with short keys, and values that nobody can change: short texts, numbers and the like. */
    static boolean test(Map<String, @Nullable Object> properties, IngestSettings settings) {
        if (properties.size() > settings.maxProperties()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : properties.entrySet()) {
            if (!(entry.getKey() instanceof String key)
                    || !isStorable(key, settings.maxNameLength())
                    || !isPlain(entry.getValue(), settings)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(@Nullable Object value, IngestSettings settings) {
        if (value instanceof String text) {
            return isStorable(text, settings.maxStringLength());
        }
        return value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double real && Double.isFinite(real);
    }

    private static boolean isStorable(String text, int maxLength) {
        return text.length() <= maxLength && Texts.firstUnstorable(text) < 0;
    }
}
