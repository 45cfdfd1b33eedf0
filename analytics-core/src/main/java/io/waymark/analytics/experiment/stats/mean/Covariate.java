/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;

/**
 * What a variant shows of a metric, and of the same metric before its people were exposed.
 *
 * @param n how many people
 * @param post the estimate after the exposure
 * @param pre the estimate before it
 * @param postVariance the variance of one person after it
 * @param preVariance the variance of one person before it
 * @param covariance how the two vary together in one person
 */
public record Covariate(long n, double post, double pre, double postVariance, double preVariance, double covariance) {

    /**
     * Means.
     *
     * @param sums the values of people after the exposure, and before
     * @return the covariate
     */
    public static Covariate of(PairedSums sums) {
        return new Covariate(
                sums.n(),
                sums.first().mean(),
                sums.second().mean(),
                sums.first().variance(),
                sums.second().variance(),
                sums.covariance());
    }

    /**
     * An estimate without a past.
     *
     * @param arm the estimate
     * @return the covariate
     */
    public static Covariate of(Arm arm) {
        return new Covariate(arm.n(), arm.mean(), 0, arm.variance(), 0, 0);
    }

    /**
     * Ratios of two sums, by the delta method: to the first order a person moves a ratio {@code M/D} by
     * {@code (m - (M/D) d) / mean(D)}, and these moves are what varies.
     *
     * @param post numerators and denominators after the exposure
     * @param pre the same before the exposure, of the same people in the same order
     * @return the covariate; none where denominators sum up to 0
     */
    public static Computed<Covariate> ofRatios(Ratio post, Ratio pre) {
        int n = post.numerators().length;
        if (n == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        double[] after = post.moves();
        double[] before = pre.moves();
        if (after.length == 0 || before.length == 0) {
            return Computed.not(Computed.Reason.ZERO_DENOMINATOR);
        }
        double postSquares = 0;
        double preSquares = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            postSquares += after[i] * after[i];
            preSquares += before[i] * before[i];
            products += after[i] * before[i];
        }
        return Computed.of(new Covariate(
                n, post.value(), pre.value(), postSquares / (n - 1), preSquares / (n - 1), products / (n - 1)));
    }

    /** {@return what there is after the exposure alone} */
    public Arm unadjusted() {
        return new Arm(n, post, postVariance);
    }

    /**
     * What is left after taking off what was there before.
     *
     * @param theta how much to take off
     * @return the arm
     */
    public Arm adjusted(double theta) {
        return new Arm(n, post - theta * pre, postVariance + theta * theta * preVariance - 2 * theta * covariance);
    }

    /**
     * Two values of each person.
     *
     * @param numerators the one
     * @param denominators the other
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Ratio(double[] numerators, double[] denominators) {

        double value() {
            return sum(numerators) / sum(denominators);
        }

        private double[] moves() {
            double mean = sum(denominators) / denominators.length;
            if (mean == 0) {
                return new double[0];
            }
            double ratio = value();
            double[] moves = new double[numerators.length];
            for (int i = 0; i < moves.length; i++) {
                moves[i] = (numerators[i] - ratio * denominators[i]) / mean;
            }
            return moves;
        }

        private static double sum(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }
    }
}
