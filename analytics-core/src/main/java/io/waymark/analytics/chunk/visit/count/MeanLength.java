/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

/** The mean of lengths of time: their sum as a double, divided, as the statements of the other engine do it. */
public final class MeanLength {

    private static final double MILLIS_A_SECOND = 1_000;

    private MeanLength() {}

    /**
     * The mean of lengths of time.
     *
     * @param millis their sum, in milliseconds; not negative
     * @param count how many there are
     * @return the mean in seconds; 0 of none
     */
    public static double seconds(long millis, long count) {
        return count == 0 ? 0 : millis / MILLIS_A_SECOND / count;
    }
}
