/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import java.util.Arrays;

/** Lengths of time, for their median. Not safe for use by several threads. */
final class Lengths {

    private static final double MILLIS_OF_A_SECOND = 1_000.0;

    private long[] millis = new long[1 << 10];
    private int size;

    void add(long length) {
        ensure(size + 1);
        millis[size++] = length;
    }

    void add(Lengths others) {
        ensure(size + others.size);
        System.arraycopy(others.millis, 0, millis, size, others.size);
        size += others.size;
    }

    private void ensure(int length) {
        if (length > millis.length) {
            millis = Arrays.copyOf(millis, Math.max(length, 2 * millis.length));
        }
    }

    int size() {
        return size;
    }

    /** As {@code percentile_cont} of PostgreSQL; 0 of none. */
    double medianSeconds() {
        if (size == 0) {
            return 0;
        }
        double lower = select((size - 1) / 2) / MILLIS_OF_A_SECOND;
        if (size % 2 == 1) {
            return lower;
        }
        double upper = select(size / 2) / MILLIS_OF_A_SECOND;
        return lower + 0.5 * (upper - lower);
    }

    /** Finds the length that would be at a place if they were in order (Hoare's selection). */
    private long select(int place) {
        int from = 0;
        int to = size - 1;
        while (from < to) {
            long pivot = millis[(from + to) >>> 1];
            int i = from;
            int j = to;
            while (i <= j) {
                while (millis[i] < pivot) {
                    i++;
                }
                while (millis[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long length = millis[i];
                    millis[i++] = millis[j];
                    millis[j--] = length;
                }
            }
            if (place <= j) {
                to = j;
            } else if (place >= i) {
                from = i;
            } else {
                break;
            }
        }
        return millis[place];
    }
}
