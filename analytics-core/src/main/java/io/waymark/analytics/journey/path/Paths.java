/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/**
 * Numbers for paths, from 0. Their steps stand one after the other, each a character; a path is found by its steps in a
 * table with open addresses, at most half of it taken. Not safe for use by several threads.
 */
final class Paths {

    private static final int NONE = -1;

    private final WalkMemory memory;
    private int size;
    private int[] ends = new int[64];
    private char[] steps = new char[256];
    private int[] table = new int[128];

    Paths(WalkMemory memory) {
        this.memory = memory;
        Arrays.fill(table, NONE);
        memory.take((long) (ends.length + table.length) * Integer.BYTES + (long) steps.length * Character.BYTES);
    }

    int size() {
        return size;
    }

    /** The steps of a path. */
    char[] steps(int path) {
        return Arrays.copyOfRange(steps, start(path), ends[path]);
    }

    /** The number of a path, a new one if it is. */
    int number(char[] from, int start, int length) {
        int slot = slot(from, start, length);
        if (table[slot] != NONE) {
            return table[slot];
        }
        table[slot] = size;
        add(from, start, length);
        return size - 1;
    }

    /** The number of a path; -1 if it has none. */
    int find(char[] path) {
        return table[slot(path, 0, path.length)];
    }

    /** Where a path is, or would be. */
    private int slot(char[] from, int start, int length) {
        int mask = table.length - 1;
        int slot = hash(from, start, length) & mask;
        for (int known = table[slot]; known != NONE; known = table[slot]) {
            if (Arrays.equals(steps, start(known), ends[known], from, start, start + length)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int start(int path) {
        return path == 0 ? 0 : ends[path - 1];
    }

    private void add(char[] from, int start, int length) {
        int at = start(size);
        if (at + length > steps.length) {
            int more = steps.length / 2;
            memory.take((long) more * Character.BYTES);
            steps = Arrays.copyOf(steps, steps.length + more);
        }
        if (size == ends.length) {
            int more = size / 2;
            memory.take((long) more * Integer.BYTES);
            ends = Arrays.copyOf(ends, size + more);
        }
        System.arraycopy(from, start, steps, at, length);
        ends[size++] = at + length;
        if (2 * size > table.length) {
            rehash();
        }
    }

    private void rehash() {
        memory.take((long) table.length * Integer.BYTES);
        table = new int[2 * table.length];
        Arrays.fill(table, NONE);
        int mask = table.length - 1;
        for (int path = 0; path < size; path++) {
            int start = start(path);
            int slot = hash(steps, start, ends[path] - start) & mask;
            while (table[slot] != NONE) {
                slot = (slot + 1) & mask;
            }
            table[slot] = path;
        }
    }

    private static int hash(char[] from, int start, int length) {
        long hash = length;
        for (int i = start; i < start + length; i++) {
            hash = (hash + from[i] + 1) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> Integer.SIZE;
        }
        return (int) hash;
    }
}
