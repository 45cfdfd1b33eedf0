/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.event.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the keys of properties. Most events of a name have the same ones, which PostgreSQL always writes in the same
 * order: so a key is usually known by comparing it with the one that came there before. Not safe for use by several threads.
 */
final class KnownKeys {

    /** What a key takes besides its text, about: itself, the keys up to it, and a map of those after it. */
    private static final int BYTES_OF_KEY = 300;

    private final ToIntFunction<String> places;
    private final Memory memory;
    private Sequence none = new Sequence(null);
    private int keptBytes;

    /** With the place of each key; negative is none. */
    KnownKeys(ToIntFunction<String> places, Memory memory) {
        this.places = places;
        this.memory = memory;
    }

    /** What the keys of several events take together. When it is too much, each begins anew as soon as it is asked again. */
    static final class Memory {

        private static final int MOST_BYTES = 8 << 20;

        private int bytes;
    }

    /** Before the first key of an object. */
    Sequence none() {
        if (memory.bytes > Memory.MOST_BYTES) {
            none = new Sequence(null);
            memory.bytes -= keptBytes;
            keptBytes = 0;
        }
        return none;
    }

    private void keep(int bytes) {
        keptBytes += bytes;
        memory.bytes += bytes;
    }

    /** The first keys of an object, without those that are {@code null}. */
    final class Sequence {

        private final @Nullable Key last;
        private final Map<String, Key> next = new HashMap<>();
        private @Nullable Key latest;
        private @Nullable String json;

        private Sequence(@Nullable Key last) {
            this.last = last;
        }

        /** The key that begins there, with a quote. */
        Key next(byte[] text, int from) {
            Key key = latest;
            if (key == null || !key.isAt(text, from)) {
                byte[] bytes = Arrays.copyOfRange(text, from, JsonbText.endOfString(text, from));
                key = next.computeIfAbsent(
                        new String(bytes, StandardCharsets.UTF_8), found -> new Key(this, found, bytes));
                latest = key;
            }
            return key;
        }

        /** All of them as a list; {@code null} if there is none. */
        @Nullable
        String json() {
            if (json == null && last != null) {
                Deque<String> all = new ArrayDeque<>();
                for (Key key = last; key != null; key = key.before.last) {
                    all.addFirst(key.json);
                }
                json = "[" + String.join(", ", all) + "]";
                keep(json.length());
            }
            return json;
        }
    }

    /** A key after others. */
    final class Key {

        private final Sequence before;
        private final String json;
        private final byte[] bytes;
        private final int place;
        private @Nullable Sequence after;

        private Key(Sequence before, String json, byte[] bytes) {
            this.before = before;
            this.json = json;
            this.bytes = bytes;
            this.place = places.applyAsInt(
                    Objects.requireNonNull(PropertyValue.ofJson(json)).text());
            keep(2 * bytes.length + BYTES_OF_KEY);
        }

        private boolean isAt(byte[] text, int from) {
            return from + bytes.length <= text.length
                    && Arrays.equals(text, from, from + bytes.length, bytes, 0, bytes.length);
        }

        int length() {
            return bytes.length;
        }

        int place() {
            return place;
        }

        /** Those before it and this. */
        Sequence sequence() {
            if (after == null) {
                after = new Sequence(this);
            }
            return after;
        }
    }
}
