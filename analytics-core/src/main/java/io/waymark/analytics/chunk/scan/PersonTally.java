/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import java.util.Arrays;

/**
 * Counts events and the different people of a bucket who did them: with a bit for each person where events are many, else
 * with a list. Not safe for use by several threads.
 */
final class PersonTally {

    private static final int FEW = 2_048;

    private long expected;
    private long events;
    private int size;
    private char[] few = new char[0];
    private long[] bits = new long[0];

    /** Announces that so many events may come; all are announced before the first. */
    void expect(int more) {
        expected += more;
    }

    void add(int place) {
        events++;
        if (expected > FEW) {
            if (bits.length == 0) {
                bits = new long[SliceMerge.BUCKET_SIZE / Long.SIZE];
            }
            bits[place >>> 6] |= 1L << place;
        } else if (size == 0 || few[size - 1] != place) {
            if (size == few.length) {
                few = Arrays.copyOf(few, (int) Math.min(expected, Math.max(8, 2L * size)));
            }
            few[size++] = (char) place;
        }
    }

    long events() {
        return events;
    }

    /** How many different people; to be asked once, at the end. */
    long persons() {
        long persons = 0;
        for (long word : bits) {
            persons += Long.bitCount(word);
        }
        Arrays.sort(few, 0, size);
        for (int i = 0; i < size; i++) {
            if (i == 0 || few[i] != few[i - 1]) {
                persons++;
            }
        }
        return persons;
    }
}
