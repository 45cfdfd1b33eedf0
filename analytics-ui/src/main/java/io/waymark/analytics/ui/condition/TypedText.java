/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of conditions as people type them: {@code true} and {@code false} are booleans, what reads as a number is one, and
 * all else is text. Text that would be taken for something else stands in quotes, with a backslash before quotes and
 * backslashes inside.
 */
public final class TypedText {

    private static final char QUOTE = '"';
    private static final char ESCAPE = '\\';

    private TypedText() {}

    /**
     * Shows a value.
     *
     * @param value a string, number or boolean
     * @return what somebody would type for it
     */
    public static String of(Object value) {
        return value instanceof String text && !isPlain(text) ? quoted(text) : value.toString();
    }

    /**
     * Shows several values.
     *
     * @param values strings, numbers and booleans
     * @return what somebody would type for them, with commas between
     */
    public static String ofAll(List<?> values) {
        return values.stream()
                .map(value -> value instanceof String text && text.indexOf(',') >= 0 ? quoted(text) : of(value))
                .collect(Collectors.joining(", "));
    }

    /**
     * Reads a value.
     *
     * @param typed what somebody typed; space around it does not count
     * @return a string, {@link BigDecimal} or {@link Boolean}
     */
    public static Object read(String typed) {
        String text = typed.strip();
        if (isQuoted(text)) {
            return unquoted(text);
        }
        Object other = otherThanText(text);
        return other == null ? text : other;
    }

    /**
     * Reads several values.
     *
     * @param typed what somebody typed, with commas between; nothing between two commas is no value
     * @return strings, numbers and booleans
     */
    public static List<Object> readAll(String typed) {
        List<Object> values = new ArrayList<>();
        int from = 0;
        while (from <= typed.length()) {
            int to = end(typed, from);
            String text = typed.substring(from, to);
            if (!text.isBlank()) {
                values.add(read(text));
            }
            from = to + 1;
        }
        return values;
    }

    /** Where a value ends: at the next comma that is not in quotes. */
    private static int end(String typed, int from) {
        int at = from;
        while (at < typed.length() && Character.isWhitespace(typed.charAt(at))) {
            at++;
        }
        if (at < typed.length() && typed.charAt(at) == QUOTE) {
            int closing = closing(typed, at);
            at = closing < 0 ? at : closing;
        }
        int comma = typed.indexOf(',', at);
        return comma < 0 ? typed.length() : comma;
    }

    private static int closing(String typed, int opening) {
        for (int i = opening + 1; i < typed.length(); i++) {
            if (typed.charAt(i) == ESCAPE) {
                i++;
            } else if (typed.charAt(i) == QUOTE) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.equals(text.strip()) && text.charAt(0) != QUOTE && otherThanText(text) == null;
    }

    private static boolean isQuoted(String text) {
        return !text.isEmpty() && text.charAt(0) == QUOTE && closing(text, 0) == text.length() - 1;
    }

    private static String quoted(String text) {
        return QUOTE + text.replace("\\", "\\\\").replace("\"", "\\\"") + QUOTE;
    }

    private static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == ESCAPE) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    private static @Nullable Object otherThanText(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
