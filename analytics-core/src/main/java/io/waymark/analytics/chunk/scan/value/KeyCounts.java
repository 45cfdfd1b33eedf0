/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import io.waymark.analytics.chunk.scan.value.ValueCounts.Count;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was counted by the values of one property. Not safe for use by several threads while anything is added. */
final class KeyCounts {

    private static final int MAX_VALUES = 50_000;
    private static final int MAX_VALUES_WITH_PEOPLE = 5_000;
    private static final int BYTES_OF_NUMBER = 100;

    private final boolean keepsPeople;
    private final Map<String, Tallied> byValue = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private Tallied without = Tallied.NOTHING;
    private boolean tooVaried;

    /** Counts people, or {@code keeps} them, which is done of fewer values. */
    KeyCounts(boolean keepsPeople) {
        this.keepsPeople = keepsPeople;
    }

    boolean keepsPeople() {
        return keepsPeople;
    }

    int mostValues() {
        return keepsPeople ? MAX_VALUES_WITH_PEOPLE : MAX_VALUES;
    }

    /** Counts events of people who are in no other count, unless they are kept; the value is {@code null} if they have none. */
    void add(@Nullable String value, Tallied tallied) {
        if (tallied.events() == 0) {
            return;
        }
        if (value == null) {
            without = without.plus(tallied);
        } else {
            byValue.merge(value, tallied, Tallied::plus);
        }
    }

    /** Counts events that have a number. */
    void addNumber(String number, long events) {
        numbers.merge(number, events, Long::sum);
        if (numbers.size() > MAX_VALUES) {
            giveUp();
        }
    }

    /** There are too many different values. */
    void giveUp() {
        tooVaried = true;
        without = Tallied.NOTHING;
        byValue.clear();
        numbers.clear();
    }

    void add(KeyCounts others) {
        if (others.tooVaried) {
            giveUp();
        }
        if (!tooVaried) {
            add(null, others.without);
            others.byValue.forEach(this::add);
            others.numbers.forEach((number, events) -> {
                if (!tooVaried) {
                    addNumber(number, events);
                }
            });
        }
        if (keepsPeople && byValue.size() > mostValues()) {
            giveUp();
        }
    }

    Map<String, Count> byValue() {
        Map<String, Count> counts = new HashMap<>();
        byValue.forEach((value, tallied) -> counts.put(value, tallied.count()));
        return counts;
    }

    Map<String, Long> numbers() {
        return numbers;
    }

    Count without() {
        return without.count();
    }

    boolean isTooVaried() {
        return tooVaried;
    }

    /** How much it is to keep, about. */
    long bytes() {
        return without.bytes()
                + byValue.entrySet().stream()
                        .mapToLong(value ->
                                value.getKey().length() + value.getValue().bytes())
                        .sum()
                + (long) numbers.size() * BYTES_OF_NUMBER;
    }
}
