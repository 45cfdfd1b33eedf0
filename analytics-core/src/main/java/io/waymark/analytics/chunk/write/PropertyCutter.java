/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.table.PropertyColumns;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts values out of the properties of one event after the other. PostgreSQL writes each value of type {@code jsonb} in one
 * way, with {@code ": "} after a key and {@code ", "} after a value: so the piece of an object that is a value is the text
 * that the value alone has. Not safe for use by several threads.
 */
final class PropertyCutter {

    private static final int COLON_BYTES = 2;

    private final Piece piece = new Piece();
    private final JsonParser parser;

    /** One parser goes through all objects, as if they were one after the other in a file. It takes them however large they are. */
    PropertyCutter() {
        JsonFactory json = JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        this.parser = json.createParser(ObjectReadContext.empty(), piece);
    }

    /** Which keys are wanted; each has the place that it has in the list. */
    static final class Wanted {

        private final Map<String, Integer> places = new HashMap<>();
        private final int placeOfKeys;

        Wanted(List<String> keys) {
            this.placeOfKeys = keys.indexOf(NeededProperties.KEYS);
            for (int place = 0; place < keys.size(); place++) {
                if (!NeededProperties.isReserved(keys.get(place))) {
                    places.put(keys.get(place), place);
                }
            }
        }

        private boolean wantsKeys() {
            return placeOfKeys >= 0;
        }
    }

    /** Cuts values out of an object; {@code null} is none. */
    void cut(byte[] bytes, int from, int to, Wanted wanted, PropertyColumns.Sink sink) {
        StringBuilder keys = new StringBuilder();
        piece.set(bytes, from, to);
        parser.nextToken();
        long start = from - parser.currentTokenLocation().getByteOffset();
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            Integer place = wanted.places.get(key);
            if (place == null && !wanted.wantsKeys()) {
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            int keyAt = wanted.wantsKeys() ? at(start) : 0;
            JsonToken value = parser.nextToken();
            int valueAt = at(start);
            parser.skipChildren();
            parser.finishToken();
            if (value != JsonToken.VALUE_NULL && place != null) {
                int end = (int) (start + parser.currentLocation().getByteOffset());
                sink.value(place, text(bytes, valueAt, end));
            }
            if (value != JsonToken.VALUE_NULL && wanted.wantsKeys()) {
                keys.append(keys.length() == 0 ? "[" : ", ").append(text(bytes, keyAt, valueAt - COLON_BYTES));
            }
        }
        if (keys.length() > 0) {
            sink.value(wanted.placeOfKeys, keys.append(']').toString());
        }
    }

    /** Where the token begins. */
    private int at(long start) {
        return (int) (start + parser.currentTokenLocation().getByteOffset());
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** What the parser may read next. */
    private static final class Piece extends InputStream {

        private byte[] bytes = {};
        private int from;
        private int to;

        private void set(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        @Override
        public int read() {
            return from < to ? bytes[from++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int read = Math.min(length, to - from);
            System.arraycopy(bytes, from, target, offset, read);
            from += read;
            return read == 0 && length > 0 ? -1 : read;
        }
    }
}
