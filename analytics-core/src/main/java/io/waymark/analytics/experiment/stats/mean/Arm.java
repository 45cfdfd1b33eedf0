/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Proportion;

/**
 * What a variant shows of a metric, whatever its kind: the estimate over its people, and what varies between them.
 *
 * @param n how many people
 * @param mean the estimate
 * @param variance the variance that one person adds: the estimate has the variance {@code variance / n}
 */
public record Arm(long n, double mean, double variance) {

    /**
     * A mean of values.
     *
     * @param sums the sums of the values
     * @return the arm
     */
    public static Arm of(Sums sums) {
        return new Arm(sums.n(), sums.mean(), sums.variance());
    }

    /**
     * A share, whose variance is {@code p (1 - p)}.
     *
     * @param proportion the counts
     * @return the arm
     */
    public static Arm of(Proportion proportion) {
        double rate = proportion.trials() == 0 ? 0 : proportion.rate();
        return new Arm(proportion.trials(), rate, rate * (1 - rate));
    }

    /** {@return the variance of the estimate} */
    public double errorVariance() {
        return variance / n;
    }

    /** {@return whether there are at least two people, who do not all have the same value} */
    public boolean varies() {
        return n > 1 && variance > 0;
    }
}
