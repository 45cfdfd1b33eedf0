/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.variant;

import java.util.function.Function;

/**
 * The people of a benchmark, one after the other.
 *
 * @param <T> how an SDK wants them
 */
final class People<T> {

    static final int COUNT = 1_000;

    private final Object[] people = new Object[COUNT];
    private int next;

    People(Function<String, T> made) {
        for (int i = 0; i < COUNT; i++) {
            people[i] = made.apply("user-" + i);
        }
    }

    @SuppressWarnings("unchecked")
    T next() {
        next = next + 1 == COUNT ? 0 : next + 1;
        return (T) people[next];
    }
}
