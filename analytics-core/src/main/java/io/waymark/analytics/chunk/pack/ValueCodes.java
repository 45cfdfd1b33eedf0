/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.event.PropertyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gives the values of a property codes, and keeps that of each event. Of numbers there may be many more than of other
 * values: what people pay is another on each order, and it is what is summed. Not safe for use by several threads.
 */
final class ValueCodes {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DIGITS = 24;
    private static final long NUMBERS_A_VALUE = 20;

    private final int property;
    private final int maxValues;
    private final Map<String, Integer> codeOf = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private int[] codes = new int[16];
    private int texts;
    private int characters;
    private boolean tooVaried;
    private boolean beyondBasicPlane;
    private int[] sorted = {};

    ValueCodes(int property, int maxValues) {
        this.property = property;
        this.maxValues = maxValues;
    }

    int property() {
        return property;
    }

    /** Whether there are more values, or longer ones, than a column is made for. */
    boolean isTooVaried() {
        return tooVaried;
    }

    void set(int event, int code) {
        if (event >= codes.length) {
            codes = Arrays.copyOf(codes, Math.max(event + 1, codes.length * 2));
        }
        codes[event] = code;
    }

    int code(String value) {
        if (tooVaried) {
            return 0;
        }
        Integer known = codeOf.get(value);
        if (known != null) {
            return known;
        }
        if (!isNumber(value)) {
            texts++;
            characters += value.length();
        }
        if (values.size() == PackedValues.MAX_VALUES
                || texts > maxValues
                || values.size() - texts >= NUMBERS_A_VALUE * maxValues
                || (characters > MAX_CHARACTERS && maxValues < PackedValues.MAX_VALUES)) {
            tooVaried = true;
            codeOf.clear();
            values.clear();
            return 0;
        }
        // Only then is the order of code points another than that of characters.
        beyondBasicPlane |= value.chars().anyMatch(character -> Character.isSurrogate((char) character));
        values.add(value);
        codeOf.put(value, values.size());
        return values.size();
    }

    private static boolean isNumber(String json) {
        char first = json.charAt(0);
        return json.length() <= MAX_DIGITS && (first == '-' || (first >= '0' && first <= '9'));
    }

    /** The values of some of the events, in this order. */
    PackedValues pack(PackedEvents events, int[] order, int from, int to) {
        boolean[] occurs = new boolean[values.size() + 1];
        int[] packed = new int[to - from];
        for (int i = from; i < to; i++) {
            packed[i - from] = order[i] < codes.length ? codes[order[i]] : 0;
            occurs[packed[i - from]] = true;
        }
        int[] own = new int[occurs.length];
        List<String> texts = new ArrayList<>();
        for (int code : sorted()) {
            if (occurs[code]) {
                texts.add(values.get(code - 1));
                own[code] = texts.size();
            }
        }
        for (int i = 0; i < packed.length; i++) {
            packed[i] = own[packed[i]];
        }
        return PackedValues.pack(property, events, texts, packed);
    }

    /** All codes in the order of code points of their values. */
    private int[] sorted() {
        if (sorted.length != values.size()) {
            Comparator<String> order = beyondBasicPlane ? PropertyValue::compareText : Comparator.naturalOrder();
            sorted = IntStream.rangeClosed(1, values.size())
                    .boxed()
                    .sorted((one, other) -> order.compare(values.get(one - 1), values.get(other - 1)))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return sorted;
    }
}
