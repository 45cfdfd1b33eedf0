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

    /** When so much is kept, it begins anew. */
    private static final int MOST_BYTES = 1 << 20;

    private final ToIntFunction<String> places;
    private Sequence none = new Sequence(null);
    private int keptBytes;

    /** With the place of each key; negative is none. */
    KnownKeys(ToIntFunction<String> places) {
        this.places = places;
    }

    /** Before the first key of an object. */
    Sequence none() {
        if (keptBytes > MOST_BYTES) {
            none = new Sequence(null);
            keptBytes = 0;
        }
        return none;
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
                int to = JsonbText.endOfString(text, from);
                key = next.computeIfAbsent(
                        new String(text, from, to - from, StandardCharsets.UTF_8), json -> new Key(this, json));
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
                keptBytes += json.length();
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

        private Key(Sequence before, String json) {
            this.before = before;
            this.json = json;
            this.bytes = json.getBytes(StandardCharsets.UTF_8);
            this.place = places.applyAsInt(
                    Objects.requireNonNull(PropertyValue.ofJson(json)).text());
            keptBytes += bytes.length;
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
