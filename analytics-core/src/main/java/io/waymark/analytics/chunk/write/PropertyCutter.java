/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.table.PropertyColumns;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts values out of the properties of one event after the other. PostgreSQL writes each value of type {@code jsonb} in one
 * way: so the piece of an object that is a value is the text that the value alone has. Not safe for use by several threads.
 */
final class PropertyCutter {

    private final KnownKeys keys;
    private final int placeOfKeys;

    /** Of wanted keys; each has the place that it has in the list. */
    PropertyCutter(List<String> wanted, KnownKeys.Memory memory) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < wanted.size(); place++) {
            if (!NeededProperties.isReserved(wanted.get(place))) {
                places.put(wanted.get(place), place);
            }
        }
        this.keys = new KnownKeys(key -> places.getOrDefault(key, -1), memory);
        this.placeOfKeys = wanted.indexOf(NeededProperties.KEYS);
    }

    /** Cuts values out of the object that begins there, if it is one; {@code null} is none. */
    void cut(byte[] text, int from, PropertyColumns.Sink sink) {
        if (text[from] != '{') {
            return;
        }
        KnownKeys.Sequence present = keys.none();
        int at = from + 1;
        while (text[at] == '"') {
            KnownKeys.Key key = present.next(text, at);
            int value = at + key.length() + JsonbText.AFTER_KEY;
            int end = JsonbText.endOfValue(text, value);
            if (text[value] != 'n') {
                present = key.sequence();
                if (key.place() >= 0) {
                    sink.value(key.place(), new String(text, value, end - value, StandardCharsets.UTF_8));
                }
            }
            at = text[end] == '}' ? end : end + JsonbText.AFTER_VALUE;
        }
        String json = placeOfKeys >= 0 ? present.json() : null;
        if (json != null) {
            sink.value(placeOfKeys, json);
        }
    }
}
