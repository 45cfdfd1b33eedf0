/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /**
     * How many standard errors an interval reaches to either side.
     *
     * @param alpha how often it may miss, half of it on either side
     * @return the quantile at {@code 1 - alpha/2}
     */
    public static double quantile(double alpha) {
        return STANDARD.inverseSurvivalProbability(alpha / 2);
    }

    /**
     * The value that is exceeded with a probability.
     *
     * @param probability the probability
     * @return the quantile at {@code 1 - probability}
     */
    public static double exceededBy(double probability) {
        return STANDARD.inverseSurvivalProbability(probability);
    }

    /**
     * How likely a value so far from 0 is, on either side.
     *
     * @param z the value
     * @return the two-sided p value
     */
    public static double pValue(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }

    /**
     * How likely a smaller value is.
     *
     * @param z the value
     * @return the probability of at most so much
     */
    public static double below(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    /**
     * How likely a greater value is.
     *
     * @param z the value
     * @return the probability of more than that
     */
    public static double above(double z) {
        return STANDARD.survivalProbability(z);
    }

    /**
     * The density.
     *
     * @param z the value
     * @return the density there
     */
    public static double density(double z) {
        return STANDARD.density(z);
    }
}
