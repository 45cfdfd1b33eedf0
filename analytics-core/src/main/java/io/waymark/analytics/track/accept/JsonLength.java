/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long clean values can be as JSON, without writing it. */
final class JsonLength {

    /** The longest escape: a control character becomes a backslash, "u" and four digits. */
    static final int BYTES_A_CHARACTER = 6;

    private static final int LONGEST_DOUBLE = 25;
    private static final int LONGEST_LONG = 20;
    private static final int LONGEST_LITERAL = 5;
    private static final int PUNCTUATION = 4;

    private JsonLength() {}

    /** Returns a number of bytes, in UTF-8, that the JSON of a map does not exceed. */
    static long most(Map<?, ?> map) {
        long bytes = 2;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            bytes += text(String.valueOf(entry.getKey())) + value(entry.getValue()) + PUNCTUATION;
        }
        return bytes;
    }

    private static long value(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Integer || value instanceof Long) {
            return LONGEST_LONG;
        }
        if (value instanceof Double) {
            return LONGEST_DOUBLE;
        }
        if (value instanceof Number number) {
            return number.toString().length();
        }
        if (value instanceof Map<?, ?> map) {
            return most(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(element -> value(element) + 1).sum() + 2;
        }
        return LONGEST_LITERAL;
    }

    private static long text(String text) {
        return 2 + (long) BYTES_A_CHARACTER * text.length();
    }
}
