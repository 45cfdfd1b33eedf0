/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/** Lengths of time, for their median: how often each occurs. Not safe for use by several threads. */
final class Lengths {

    private static final double MILLIS_OF_A_SECOND = 1_000.0;
    private static final int LEAST_WAITING = 1 << 10;
    private static final int BYTES = 2 * Long.BYTES;

    private final WalkMemory memory;
    private long[] lengths = new long[0];
    private long[] counts = new long[0];

    /** Those that have not been sorted in yet: half as many as there are different ones. */
    private long[] waiting = new long[LEAST_WAITING];

    private int waits;

    /** Visits of one event, as most may be. */
    private long zeros;

    private long size;

    Lengths(WalkMemory memory) {
        this.memory = memory;
    }

    void add(long length) {
        size++;
        if (length == 0) {
            zeros++;
            return;
        }
        if (waits == waiting.length) {
            settle();
        }
        waiting[waits++] = length;
    }

    /** Takes the others over. */
    void add(Lengths others) {
        settle();
        others.settle();
        merge(others.lengths, others.counts);
        zeros += others.zeros;
        size += others.size;
        others.clear();
    }

    private void clear() {
        memory.take(-(long) lengths.length * BYTES);
        lengths = new long[0];
        counts = new long[0];
        zeros = 0;
        size = 0;
        fitWaiting();
    }

    private void settle() {
        if (waits == 0) {
            return;
        }
        long[] more = new long[waits];
        long[] sorted = RadixSort.sort(waiting, more, waits);
        long[] moreCounts = new long[waits];
        int different = 0;
        for (int i = 0; i < waits; i++) {
            if (different == 0 || more[different - 1] != sorted[i]) {
                more[different++] = sorted[i];
            }
            moreCounts[different - 1]++;
        }
        waits = 0;
        merge(Arrays.copyOf(more, different), moreCounts);
        fitWaiting();
    }

    private void fitWaiting() {
        int fit = Math.max(LEAST_WAITING, lengths.length / 2);
        memory.take((long) (fit - waiting.length) * Long.BYTES);
        waiting = new long[fit];
    }

    private void merge(long[] more, long[] moreCounts) {
        int before = lengths.length;
        int most = before + more.length;
        memory.take((long) most * BYTES);
        long[] merged = new long[most];
        long[] mergedCounts = new long[most];
        int next = 0;
        int i = 0;
        int j = 0;
        while (i < before || j < more.length) {
            boolean own = j == more.length || i < before && lengths[i] <= more[j];
            boolean other = i == before || j < more.length && more[j] <= lengths[i];
            merged[next] = own ? lengths[i] : more[j];
            mergedCounts[next++] = (own ? counts[i++] : 0) + (other ? moreCounts[j++] : 0);
        }
        lengths = Arrays.copyOf(merged, next);
        counts = Arrays.copyOf(mergedCounts, next);
        memory.take((long) (next - most - before) * BYTES);
    }

    long size() {
        return size;
    }

    /** As {@code percentile_cont} of PostgreSQL; 0 of none. */
    double medianSeconds() {
        if (size == 0) {
            return 0;
        }
        settle();
        double lower = at((size - 1) / 2) / MILLIS_OF_A_SECOND;
        if (size % 2 == 1) {
            return lower;
        }
        double upper = at(size / 2) / MILLIS_OF_A_SECOND;
        return lower + 0.5 * (upper - lower);
    }

    /** The length at a place, if all of them stood in order. */
    private long at(long place) {
        if (place < zeros) {
            return 0;
        }
        long before = zeros;
        int i = 0;
        while (before + counts[i] <= place) {
            before += counts[i++];
        }
        return lengths[i];
    }
}
