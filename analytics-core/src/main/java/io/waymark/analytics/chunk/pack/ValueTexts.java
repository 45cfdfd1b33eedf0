/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.event.PropertyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The different values of many columns, each with a number from 0 on: events of all names and days have the same ones, which
 * so are kept, and brought into order, only once. Not safe for use by several threads.
 */
public final class ValueTexts {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int[] ranks = {};
    private boolean beyondBasicPlane;

    /** Returns the number of a value. */
    int number(String json) {
        Integer known = numbers.get(json);
        if (known != null) {
            return known;
        }
        // Only then is the order of code points another than that of characters.
        beyondBasicPlane = beyondBasicPlane || hasSurrogate(json);
        numbers.put(json, texts.size());
        texts.add(json);
        return texts.size() - 1;
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the value of a number. */
    String text(int number) {
        return texts.get(number);
    }

    /** Returns, by number, the place that the value has among all in the order of code points; not to be changed. */
    int[] ranks() {
        if (ranks.length != texts.size()) {
            Comparator<String> order = beyondBasicPlane ? PropertyValue::compareText : Comparator.naturalOrder();
            List<Integer> sorted = new ArrayList<>(numbers.values());
            sorted.sort(Comparator.comparing(texts::get, order));
            ranks = new int[sorted.size()];
            for (int rank = 0; rank < ranks.length; rank++) {
                ranks[sorted.get(rank)] = rank;
            }
        }
        return ranks;
    }
}
