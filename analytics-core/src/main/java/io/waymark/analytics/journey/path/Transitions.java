/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/**
 * Numbers for transitions, from 0. They are found by their steps in a table with open addresses, at most half of it taken.
 * Not safe for use by several threads.
 */
final class Transitions {

    private static final int NONE = -1;

    private final WalkMemory memory;
    private int size;
    private long[] steps = new long[64];
    private int[] table = new int[128];

    Transitions(WalkMemory memory) {
        this.memory = memory;
        Arrays.fill(table, NONE);
        memory.take((long) steps.length * Long.BYTES + (long) table.length * Integer.BYTES);
    }

    int size() {
        return size;
    }

    int from(int transition) {
        return (int) (steps[transition] >>> Integer.SIZE);
    }

    int to(int transition) {
        return (int) steps[transition];
    }

    /** The number of a transition, a new one if it is. */
    int number(int from, int to) {
        long key = (long) from << Integer.SIZE | to;
        int mask = table.length - 1;
        int slot = hash(key) & mask;
        for (int known = table[slot]; known != NONE; known = table[slot]) {
            if (steps[known] == key) {
                return known;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = size;
        return add(key);
    }

    /** The number of a transition; -1 if it has none. */
    int find(int from, int to) {
        long key = (long) from << Integer.SIZE | to;
        int mask = table.length - 1;
        int slot = hash(key) & mask;
        while (table[slot] != NONE && steps[table[slot]] != key) {
            slot = (slot + 1) & mask;
        }
        return table[slot];
    }

    private int add(long key) {
        if (size == steps.length) {
            memory.take((long) size * Long.BYTES);
            steps = Arrays.copyOf(steps, 2 * size);
        }
        steps[size++] = key;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        memory.take((long) table.length * Integer.BYTES);
        table = new int[2 * table.length];
        Arrays.fill(table, NONE);
        int mask = table.length - 1;
        for (int known = 0; known < size; known++) {
            int slot = hash(steps[known]) & mask;
            while (table[slot] != NONE) {
                slot = (slot + 1) & mask;
            }
            table[slot] = known;
        }
    }

    private static int hash(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> Integer.SIZE);
    }
}
