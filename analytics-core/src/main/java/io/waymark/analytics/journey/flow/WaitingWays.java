/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.ScanMemory;
import io.waymark.analytics.journey.step.Takers;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The ways that the people of a bucket took, while it is not known yet whose are shown. Not safe for use by several
 * threads.
 */
final class WaitingWays {

    private static final int BYTES = Integer.BYTES + Character.BYTES;

    private final ScanMemory memory;
    private int size;
    private int[] ways = new int[64];
    private char[] persons = new char[64];

    WaitingWays(ScanMemory memory) {
        this.memory = memory;
        memory.take((long) ways.length * BYTES);
    }

    void add(int way, int person) {
        if (size == ways.length) {
            int length = size + size / 2;
            memory.take((long) (length - size) * BYTES);
            ways = Arrays.copyOf(ways, length);
            persons = Arrays.copyOf(persons, length);
        }
        ways[size] = way;
        persons[size++] = (char) person;
    }

    /** Passes on those of some people, and forgets all. */
    void pass(IntPredicate shown, Takers takers) {
        for (int i = 0; i < size; i++) {
            if (shown.test(persons[i])) {
                takers.add(ways[i], persons[i]);
            }
        }
        size = 0;
    }
}
