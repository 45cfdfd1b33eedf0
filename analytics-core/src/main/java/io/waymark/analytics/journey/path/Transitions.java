/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.journey.step.ScanMemory;
import java.util.Arrays;

/**
 * Counts from which step to which the people of one bucket went. A transition is found by its steps in a table with open
 * addresses, at most half of it taken. Not safe for use by several threads.
 */
final class Transitions {

    private static final int BYTES = 96;
    private static final int MOST_BYTES_OF_PEOPLE = 1 << 13;
    private static final int MOST_BYTES_OF_ONE = 4;
    private static final int LOOK_EVERY = 1 << 12;

    private final ScanMemory memory;
    private int size;
    private long added;
    private long taken;
    private long[] steps = new long[64];
    private PersonTally[] tallies = new PersonTally[64];
    private int[] table = new int[128];

    Transitions(ScanMemory memory) {
        this.memory = memory;
        Arrays.fill(table, -1);
    }

    void add(int from, int to, int person) {
        int transition = find(((long) from << 32) | to);
        tallies[transition].add(person);
        if ((++added & (LOOK_EVERY - 1)) == 0) {
            takeMemory();
        }
    }

    /** Gives back what it took: it is not needed any more. */
    void release() {
        memory.take(-taken);
        taken = 0;
    }

    private void takeMemory() {
        long bytes = (long) size * BYTES + Math.min((long) size * MOST_BYTES_OF_PEOPLE, added * MOST_BYTES_OF_ONE);
        memory.take(bytes - taken);
        taken = bytes;
    }

    int size() {
        return size;
    }

    /** The steps of a transition: the first in the upper half. */
    long steps(int transition) {
        return steps[transition];
    }

    PersonTally tally(int transition) {
        return tallies[transition];
    }

    private int find(long key) {
        int mask = table.length - 1;
        int slot = hash(key) & mask;
        for (int known = table[slot]; known >= 0; known = table[slot]) {
            if (steps[known] == key) {
                return known;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = size;
        return add(key);
    }

    private int add(long key) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            tallies = Arrays.copyOf(tallies, 2 * size);
        }
        steps[size] = key;
        tallies[size] = new PersonTally();
        size++;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        table = new int[2 * table.length];
        Arrays.fill(table, -1);
        int mask = table.length - 1;
        for (int known = 0; known < size; known++) {
            int slot = hash(steps[known]) & mask;
            while (table[slot] >= 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = known;
        }
    }

    private static int hash(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32);
    }
}
