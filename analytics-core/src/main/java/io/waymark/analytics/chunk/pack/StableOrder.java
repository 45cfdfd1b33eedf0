/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

/** Sorts numbers that are not negative, byte by byte from the lowest, and tells where each was; equal ones stay in order. */
final class StableOrder {

    private static final int BYTES = 8;
    private static final int VALUES = 256;

    private StableOrder() {}

    /** Sorts the first numbers of an array; returns the place at which each of them was. */
    static int[] sort(long[] numbers, int size) {
        int[][] counts = new int[BYTES][VALUES];
        for (int i = 0; i < size; i++) {
            for (int place = 0; place < BYTES; place++) {
                counts[place][(int) (numbers[i] >>> 8 * place) & 0xff]++;
            }
        }
        long[] from = numbers;
        long[] into = new long[size];
        int[] order = new int[size];
        int[] next = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int place = 0; place < BYTES && size > 0; place++) {
            int[] starts = counts[place];
            if (starts[(int) (from[0] >>> 8 * place) & 0xff] == size) {
                continue;
            }
            int start = 0;
            for (int value = 0; value < VALUES; value++) {
                int count = starts[value];
                starts[value] = start;
                start += count;
            }
            for (int i = 0; i < size; i++) {
                int target = starts[(int) (from[i] >>> 8 * place) & 0xff]++;
                into[target] = from[i];
                next[target] = order[i];
            }
            long[] sorted = into;
            into = from;
            from = sorted;
            int[] known = next;
            next = order;
            order = known;
        }
        if (from != numbers) {
            System.arraycopy(from, 0, numbers, 0, size);
        }
        return order;
    }
}
