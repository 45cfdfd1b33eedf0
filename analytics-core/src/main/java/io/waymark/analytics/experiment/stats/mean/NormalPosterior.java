/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.Normal;

/**
 * What is known about an effect after the data, with its error taken as normal: the product of prior and likelihood,
 *
 * <pre>precision = 1/σ0² + 1/se²,  mean = (μ0/σ0² + d/se²) / precision</pre>
 *
 * <p>and of what choosing wrongly costs {@code E[max(δ, 0)] = μ Φ(μ/s) + s φ(μ/s)}. It is no guard against looking often:
 * how often "95 % chance to win" is false when one looks daily is published in the docs.
 *
 * <p>Source: A. Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.5.
 *
 * @param mean the mean of the effect
 * @param standardDeviation its standard deviation
 */
public record NormalPosterior(double mean, double standardDeviation) {

    /**
     * Updates a prior.
     *
     * @param effect the effect that was observed
     * @param prior what was known before
     * @return what is known now
     */
    public static NormalPosterior of(Effect effect, Prior prior) {
        double observed = 1 / (effect.standardError() * effect.standardError());
        double known = prior.proper() ? 1 / prior.variance() : 0;
        double precision = known + observed;
        return new NormalPosterior(
                (known * prior.mean() + observed * effect.value()) / precision, 1 / Math.sqrt(precision));
    }

    /** {@return the probability that the effect is above 0} */
    public double chanceAboveZero() {
        return Normal.below(mean / standardDeviation);
    }

    /**
     * The middle of what is known.
     *
     * @param alpha the probability that the effect lies outside, half of it on either side
     * @return the interval
     */
    public Interval interval(double alpha) {
        double reach = Normal.quantile(alpha) * standardDeviation;
        return new Interval(mean - reach, mean + reach);
    }

    /** {@return the effect where it is above 0, else 0, on average: what keeping the control costs} */
    public double expectedGain() {
        return positivePart(mean);
    }

    /** {@return how far the effect is below 0, else 0, on average: what shipping costs} */
    public double expectedLoss() {
        return positivePart(-mean);
    }

    private double positivePart(double center) {
        double z = center / standardDeviation;
        return Math.max(0, center * Normal.below(z) + standardDeviation * Normal.density(z));
    }

    /**
     * What is known about an effect before the data.
     *
     * @param mean the mean
     * @param variance the variance
     * @param proper whether anything is known; else every effect is as likely as any other
     */
    public record Prior(double mean, double variance, boolean proper) {

        /** Of relative lifts: most changes do little. */
        public static final Prior OF_LIFT = new Prior(0, 0.3 * 0.3, true);
        /** Nothing is known. */
        public static final Prior FLAT = new Prior(0, 0, false);

        /**
         * Brings a prior of relative lifts to the scale of differences.
         *
         * @param controlMean the mean of the control
         * @return the prior
         */
        public Prior scaled(double controlMean) {
            return new Prior(mean * Math.abs(controlMean), variance * controlMean * controlMean, proper);
        }
    }
}
