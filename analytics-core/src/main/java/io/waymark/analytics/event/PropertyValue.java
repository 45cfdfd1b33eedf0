/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.json.StoredJson;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value of a property, as conditions see it. An event that lacks the property, or has it with {@code null}, has none.
 *
 * @param kind how it compares
 * @param text the value as text; lists and objects as JSON
 */
public record PropertyValue(Kind kind, String text) {

    /** How a value compares. */
    public enum Kind {
        /** A string. */
        TEXT,
        /** A number. */
        NUMBER,
        /** A boolean, a list or an object. */
        OTHER
    }

    /**
     * Reads a value.
     *
     * @param json the text of a value of type {@code jsonb}
     * @return the value; {@code null} if it is {@code null}
     */
    public static @Nullable PropertyValue ofJson(String json) {
        return switch (json.charAt(0)) {
            case '"' -> new PropertyValue(Kind.TEXT, unquoted(json));
            case 'n' -> null;
            case 't', 'f', '{', '[' -> new PropertyValue(Kind.OTHER, json);
            default -> new PropertyValue(Kind.NUMBER, json);
        };
    }

    private static String unquoted(String json) {
        return json.indexOf('\\') < 0
                ? json.substring(1, json.length() - 1)
                : StoredJson.parse(json).asString();
    }

    /**
     * Compares texts by code point, as the database does by {@code collate "C"}.
     *
     * @param one a text
     * @param other another
     * @return less than, equal to or greater than zero
     */
    public static int compareText(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return Integer.compare(one.codePointAt(start(one, i)), other.codePointAt(start(other, i)));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static int start(String text, int index) {
        boolean inside = index > 0
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        return inside ? index - 1 : index;
    }

    /**
     * Reads a number.
     *
     * @return its value, exactly
     * @throws NumberFormatException if it is none
     */
    public BigDecimal number() {
        return new BigDecimal(text);
    }
}
