/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is known about two conversion rates after the data: with a uniform prior each is {@code Beta(1 + x, 1 + n - x)}.
 * Exact for any counts, also with no conversions at all.
 *
 * <p>The probability that one rate is greater is computed without a series of beta functions:
 *
 * <ol>
 *   <li>For whole {@code a, b}, {@code Beta(a, b)} is the distribution of the a-th smallest of {@code a + b - 1} uniform
 *       random numbers. Take such a sample for each of A and B.
 *   <li>The {@code aA}-th of sample A comes before the {@code aB}-th of sample B exactly when at least {@code aA} of the
 *       first {@code aA + aB - 1} numbers of both samples belong to A.
 *   <li>All orders being equally likely, that number is hypergeometric:
 *       {@code P(B > A) = P(H ≥ aA)} with {@code aA + aB - 1} drawn out of {@code aA + bA + aB + bB - 2}, of which
 *       {@code aA + bA - 1} are marked.
 * </ol>
 *
 * <p>It is the same number as the closed form {@code Σ(i < aB) B(aA+i, bA+bB) / ((bB+i) B(1+i, bB) B(aA, bA))} of E. Miller
 * (Formulas for Bayesian A/B testing), but takes √n instead of n steps and loses no digits to differences of logarithms.
 * Source of the relation: P. M. E. Altham, Exact Bayesian analysis of a 2 × 2 contingency table, JRSS B 31 (1969).
 */
public final class BetaBinomial {

    private BetaBinomial() {}

    /**
     * The chance to win.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @return the probability that the rate of the treatment is greater
     */
    public static double chanceToWin(Proportion control, Proportion treatment) {
        return chance(alpha(control), beta(control), alpha(treatment), beta(treatment));
    }

    /**
     * What choosing the treatment costs on average: {@code E[max(A - B, 0)]}, with A the rate of the control and B that of
     * the treatment. By {@code a Beta(a, b) ∝ Beta(a + 1, b)} this is
     * {@code E[A] P(A' > B) - E[B] P(A > B')}, where a prime adds one conversion. Swap the arguments for what choosing
     * the control costs.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant that is chosen
     * @return the expected loss, in conversion rate
     */
    public static double expectedLoss(Proportion control, Proportion treatment) {
        long ac = alpha(control);
        long bc = beta(control);
        long at = alpha(treatment);
        long bt = beta(treatment);
        double gain = mean(control) * chance(at, bt, ac + 1, bc) - mean(treatment) * chance(at + 1, bt, ac, bc);
        return Math.max(0, gain);
    }

    /**
     * The mean of a rate, given the data.
     *
     * @param proportion the counts
     * @return {@code (1 + x) / (2 + n)}
     */
    public static double mean(Proportion proportion) {
        return (double) alpha(proportion) / (proportion.trials() + 2);
    }

    /**
     * The middle of what is known about a rate.
     *
     * @param proportion the counts
     * @param alpha the probability that the rate lies outside, half of it on either side
     * @return the interval
     */
    public static Interval interval(Proportion proportion, double alpha) {
        BetaDistribution posterior = posterior(proportion);
        return new Interval(
                posterior.inverseCumulativeProbability(alpha / 2), posterior.inverseSurvivalProbability(alpha / 2));
    }

    static BetaDistribution posterior(Proportion proportion) {
        return BetaDistribution.of(alpha(proportion), beta(proportion));
    }

    /** P(B > A). */
    private static double chance(long alphaA, long betaA, long alphaB, long betaB) {
        long marked = alphaA + betaA - 1;
        return Hypergeometric.of(marked + alphaB + betaB - 1, marked, alphaA + alphaB - 1)
                .atLeast(alphaA);
    }

    private static long alpha(Proportion proportion) {
        return 1 + proportion.conversions();
    }

    private static long beta(Proportion proportion) {
        return 1 + proportion.trials() - proportion.conversions();
    }
}
