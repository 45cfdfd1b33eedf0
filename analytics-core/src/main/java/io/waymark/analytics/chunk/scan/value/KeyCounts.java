/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import io.waymark.analytics.chunk.scan.value.ValueCounts.Count;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was counted by the values of one property. Not safe for use by several threads. */
final class KeyCounts {

    static final int MAX_VALUES = 50_000;

    private final Map<String, Count> byValue = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private Count without = Count.NONE;
    private boolean tooVaried;

    /** Counts events of people who are in no other count; the value is {@code null} if they have none. */
    void add(@Nullable String value, Count count) {
        if (count.events() == 0) {
            return;
        }
        if (value == null) {
            without = without.plus(count);
        } else {
            byValue.merge(value, count, Count::plus);
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
    }

    Map<String, Count> byValue() {
        return byValue;
    }

    Map<String, Long> numbers() {
        return numbers;
    }

    Count without() {
        return without;
    }

    boolean isTooVaried() {
        return tooVaried;
    }
}
