/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import java.util.function.IntToLongFunction;

/** Finds what is so frequent that it may be among the most frequent, without putting all in order. */
final class MostFrequent {

    private MostFrequent() {}

    /**
     * A count that enough things reach, if there are so many.
     *
     * @param size how many things there are
     * @param times how often each was counted
     * @param enough how many are enough
     * @return a power of two
     */
    static long reached(int size, IntToLongFunction times, int enough) {
        int[] byBits = new int[Long.SIZE + 1];
        for (int thing = 0; thing < size; thing++) {
            byBits[Long.SIZE - Long.numberOfLeadingZeros(times.applyAsLong(thing))]++;
        }
        int bits = Long.SIZE;
        for (int reached = byBits[bits]; reached < enough && bits > 1; reached += byBits[bits]) {
            bits--;
        }
        return 1L << (bits - 1);
    }
}
