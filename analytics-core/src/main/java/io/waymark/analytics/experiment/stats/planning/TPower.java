/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.planning;

import io.waymark.analytics.experiment.stats.Normal;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of a two-sided t test of two groups of n people and equal variance, for an effect of d standard deviations:
 * with {@code δ = d √(n/2)}, {@code ν = 2n - 2} and the critical value c,
 *
 * <pre>E[Φ(δ - c √(V/ν)) + Φ(-δ - c √(V/ν))],  V of the χ² distribution with ν degrees of freedom</pre>
 *
 * <p>which is the tail of the noncentral t distribution. The mean over V is taken by the trapezoidal rule in ln V, between the
 * 1e-15 quantiles, where it converges faster than any power of the step.
 *
 * <p>Source: J. Cohen, Statistical power analysis for the behavioral sciences, 2nd edition, section 2.2.
 */
public final class TPower {

    private static final int NODES = 512;
    private static final double TAIL = 1e-15;

    private TPower() {}

    /**
     * How likely an effect is to be found.
     *
     * @param standardizedEffect the effect in standard deviations, d
     * @param perGroup how many people each group has
     * @param alpha how often an effect may be found where there is none
     * @return the probability
     */
    public static double of(double standardizedEffect, long perGroup, double alpha) {
        double degrees = 2.0 * perGroup - 2;
        double critical = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        double delta = standardizedEffect * Math.sqrt(perGroup / 2.0);
        ChiSquaredDistribution spread = ChiSquaredDistribution.of(degrees);
        double from = Math.log(spread.inverseCumulativeProbability(TAIL));
        double step = (Math.log(spread.inverseSurvivalProbability(TAIL)) - from) / (NODES - 1);
        double weights = 0;
        double power = 0;
        for (int i = 0; i < NODES; i++) {
            double log = from + i * step;
            double v = Math.exp(log);
            double weight = Math.exp(spread.logDensity(v) + log);
            double limit = critical * Math.sqrt(v / degrees);
            weights += weight;
            power += weight * (Normal.below(delta - limit) + Normal.below(-delta - limit));
        }
        return power / weights;
    }
}
