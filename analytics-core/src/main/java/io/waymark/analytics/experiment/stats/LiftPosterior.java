/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is known about the relative lift {@code B/A - 1} of a rate B over a rate A, with the posteriors of
 * {@link BetaBinomial}.
 *
 * <ol>
 *   <li>{@code P(B ≤ rA) = ∫ f(a) F(ra) da}, with f the density of A and F the distribution function of B.
 *   <li>In {@code s = log a} the integrand is smooth and falls off on both sides, where the trapezoidal rule converges
 *       faster than any power of the step: 256 nodes between the 1e-15 quantiles of A.
 *   <li>The bounds are the roots of that in {@code log r}, found by the method of Brent to 1e-10.
 * </ol>
 *
 * <p>Source of the rule: L. N. Trefethen and J. A. C. Weideman, The exponentially convergent trapezoidal rule, SIAM Review
 * 56 (2014).
 */
public final class LiftPosterior {

    private static final int NODES = 256;
    private static final double TAIL = 1e-15;
    private static final double PRECISION = 1e-10;

    private LiftPosterior() {}

    /**
     * The middle of what is known about the lift.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @param alpha the probability that the lift lies outside, half of it on either side
     * @return the interval; none where the control has no conversions, as then the prior alone would decide
     */
    public static Computed<Interval> interval(Proportion control, Proportion treatment, double alpha) {
        if (control.trials() == 0 || treatment.trials() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        if (control.conversions() == 0) {
            return Computed.not(Computed.Reason.ZERO_BASELINE);
        }
        BetaDistribution a = BetaBinomial.posterior(control);
        BetaDistribution b = BetaBinomial.posterior(treatment);
        DoubleUnaryOperator below = distribution(a, b);
        double low = Math.log(b.inverseCumulativeProbability(TAIL) / a.inverseSurvivalProbability(TAIL));
        double high = Math.log(b.inverseSurvivalProbability(TAIL) / a.inverseCumulativeProbability(TAIL));
        return Computed.of(new Interval(
                Math.expm1(root(below, alpha / 2, low, high)), Math.expm1(root(below, 1 - alpha / 2, low, high))));
    }

    /** P(log(B/A) ≤ x) as a function of x. */
    private static DoubleUnaryOperator distribution(BetaDistribution a, BetaDistribution b) {
        double from = Math.log(a.inverseCumulativeProbability(TAIL));
        double step = (Math.log(a.inverseSurvivalProbability(TAIL)) - from) / (NODES - 1);
        double[] nodes = new double[NODES];
        double[] weights = new double[NODES];
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double s = from + i * step;
            nodes[i] = Math.exp(s);
            weights[i] = Math.exp(a.logDensity(Math.min(1, nodes[i])) + s);
            sum += weights[i];
        }
        double total = sum;
        return x -> {
            double ratio = Math.exp(x);
            double probability = 0;
            for (int i = 0; i < NODES; i++) {
                probability += weights[i] * b.cumulativeProbability(ratio * nodes[i]);
            }
            return probability / total;
        };
    }

    private static double root(DoubleUnaryOperator increasing, double target, double from, double to) {
        return new BrentSolver(0, PRECISION, 0).findRoot(x -> increasing.applyAsDouble(x) - target, from, to);
    }
}
