/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the values of a property codes, and keeps that of each event. Of numbers there may be many more than of other
 * values: what people pay is another on each order, and it is what is summed. Not safe for use by several threads.
 */
final class ValueCodes {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DIGITS = 24;
    private static final long NUMBERS_A_VALUE = 20;
    private static final int SPREAD = 0x9E3779B9;

    private final int property;
    private final int maxValues;
    private final ValueTexts all;
    /** The number of each code's value, by code less one. */
    private int[] values = new int[8];

    /** The codes, each at the first free place from that on where the number of its value leads; 0 where none is. */
    private int[] places = new int[16];

    private int size;
    private int[] codes = new int[16];
    private int texts;
    private int characters;
    private boolean tooVaried;
    private int[] sorted = {};

    ValueCodes(int property, int maxValues, ValueTexts all) {
        this.property = property;
        this.maxValues = maxValues;
        this.all = all;
    }

    int property() {
        return property;
    }

    /** Whether there are more values, or longer ones, than a column is made for. */
    boolean isTooVaried() {
        return tooVaried;
    }

    void set(int event, int code) {
        if (tooVaried) {
            return;
        }
        if (event >= codes.length) {
            codes = Arrays.copyOf(codes, Math.max(event + 1, codes.length * 2));
        }
        codes[event] = code;
    }

    int code(String json) {
        if (tooVaried) {
            return 0;
        }
        int value = all.number(json);
        int place = place(value);
        return places[place] > 0 ? places[place] : add(json, value, place);
    }

    private int add(String json, int value, int place) {
        if (!isNumber(json)) {
            texts++;
            characters += json.length();
        }
        if (size == PackedValues.MAX_VALUES
                || texts > maxValues
                || size - texts >= NUMBERS_A_VALUE * maxValues
                || (characters > MAX_CHARACTERS && maxValues < PackedValues.MAX_VALUES)) {
            tooVaried = true;
            size = 0;
            values = new int[0];
            places = new int[0];
            codes = new int[0];
            return 0;
        }
        if (size == values.length) {
            grow();
            return put(value, place(value));
        }
        return put(value, place);
    }

    private int put(int value, int place) {
        values[size++] = value;
        places[place] = size;
        return size;
    }

    private int place(int value) {
        int mask = places.length - 1;
        int place = value * SPREAD >>> Integer.numberOfLeadingZeros(mask);
        while (places[place] > 0 && values[places[place] - 1] != value) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        values = Arrays.copyOf(values, size * 2);
        places = new int[size * 4];
        for (int code = 1; code <= size; code++) {
            places[place(values[code - 1])] = code;
        }
    }

    private static boolean isNumber(String json) {
        char first = json.charAt(0);
        return json.length() <= MAX_DIGITS && (first == '-' || (first >= '0' && first <= '9'));
    }

    /** The values of some of the events, in this order. */
    PackedValues pack(PackedEvents events, int[] order, int from, int to) {
        boolean[] occurs = new boolean[size + 1];
        int[] packed = new int[to - from];
        for (int i = from; i < to; i++) {
            packed[i - from] = order[i] < codes.length ? codes[order[i]] : 0;
            occurs[packed[i - from]] = true;
        }
        int[] own = new int[occurs.length];
        List<String> texts = new ArrayList<>();
        for (int code : sorted()) {
            if (occurs[code]) {
                texts.add(all.text(values[code - 1]));
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
        if (sorted.length != size) {
            int[] ranks = all.ranks();
            long[] ranked = new long[size];
            for (int code = 1; code <= size; code++) {
                ranked[code - 1] = (long) ranks[values[code - 1]] << 32 | code;
            }
            Arrays.sort(ranked);
            sorted = Arrays.stream(ranked).mapToInt(rank -> (int) rank).toArray();
        }
        return sorted;
    }
}
