/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import java.util.Arrays;

/**
 * Sorts numbers digit by digit, from the lowest on, each digit of eleven bits: lengths of visits have two or three of these.
 */
final class RadixSort {

    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;

    private RadixSort() {}

    /**
     * Sorts the first of some numbers, none of them negative. Returns the one of both arrays that they are in afterwards;
     * what is in the other is of no meaning.
     */
    static long[] sort(long[] numbers, long[] room, int size) {
        long all = 0;
        for (int i = 0; i < size; i++) {
            all |= numbers[i];
        }
        long[] from = numbers;
        long[] to = room;
        int[] starts = new int[DIGITS + 1];
        for (int shift = 0; shift < Long.SIZE && all >>> shift > 0; shift += BITS) {
            Arrays.fill(starts, 0);
            for (int i = 0; i < size; i++) {
                starts[digit(from[i], shift) + 1]++;
            }
            for (int digit = 1; digit < DIGITS; digit++) {
                starts[digit] += starts[digit - 1];
            }
            for (int i = 0; i < size; i++) {
                to[starts[digit(from[i], shift)]++] = from[i];
            }
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private static int digit(long number, int shift) {
        return (int) (number >>> shift) & DIGITS - 1;
    }
}
