/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

/**
 * Finds where values end in text that PostgreSQL has written of values of type {@code jsonb}: always in one way, with
 * {@code ": "} after a key and {@code ", "} after a value.
 */
final class JsonbText {

    /** How many bytes there are between a key and its value. */
    static final int AFTER_KEY = 2;

    /** How many bytes there are between a value and the next key. */
    static final int AFTER_VALUE = 2;

    private JsonbText() {}

    /** Returns where the value ends that begins there. */
    static int endOfValue(byte[] text, int from) {
        return switch (text[from]) {
            case '"' -> endOfString(text, from);
            case '{', '[' -> endOfContainer(text, from);
            default -> endOfWord(text, from);
        };
    }

    /** Returns where the string ends, behind the quote, that begins there with a quote. */
    static int endOfString(byte[] text, int from) {
        int at = from + 1;
        while (text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int endOfContainer(byte[] text, int from) {
        int at = from;
        int depth = 0;
        do {
            switch (text[at]) {
                case '"' -> at = endOfString(text, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0);
        return at;
    }

    private static int endOfWord(byte[] text, int from) {
        int at = from;
        while (text[at] != ',' && text[at] != '}' && text[at] != ']') {
            at++;
        }
        return at;
    }
}
