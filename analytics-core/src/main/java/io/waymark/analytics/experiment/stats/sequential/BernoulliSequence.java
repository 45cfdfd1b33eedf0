/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import io.waymark.analytics.experiment.stats.Bisection;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.Proportion;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Where a rate lies, at all times at once, exactly and for any counts: all p that a beta-binomial mixture does not rule out,
 *
 * <pre>
 * ln B(r/p + n - x, r/(1-p) + x) - ln B(r/p, r/(1-p)) - x ln p - (n - x) ln(1-p) &lt; -ln α
 * r = max(ρ - p(1-p), p(1-p)/1000),  ρ of {@link NormalMixture} at the time n* p(1-p)</pre>
 *
 * <p>Source: S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon, Time-uniform Chernoff bounds via nonnegative
 * supermartingales, Probability Surveys 17 (2020), and Annals of Statistics 49 (2021), proposition 7.
 */
public final class BernoulliSequence {

    private static final double EDGE = 1e-12;
    private static final double TUNING_ALPHA = 0.05;

    private BernoulliSequence() {}

    /**
     * The interval.
     *
     * @param proportion the counts, with at least one trial
     * @param alpha how often any of all intervals may miss
     * @param tunedTo the number of trials for which they are narrowest
     * @return the interval
     */
    public static Interval interval(Proportion proportion, double alpha, double tunedTo) {
        double rate = proportion.rate();
        boolean openBelow = rate == 0 || excess(proportion, EDGE, alpha, tunedTo) < 0;
        boolean openAbove = rate == 1 || excess(proportion, 1 - EDGE, alpha, tunedTo) < 0;
        return new Interval(
                openBelow ? 0 : Bisection.root(p -> excess(proportion, p, alpha, tunedTo), EDGE, rate),
                openAbove ? 1 : Bisection.root(p -> excess(proportion, p, alpha, tunedTo), rate, 1 - EDGE));
    }

    private static double excess(Proportion proportion, double p, double alpha, double tunedTo) {
        double x = proportion.conversions();
        double n = proportion.trials();
        double variance = p * (1 - p);
        double r = Math.max(NormalMixture.bestRho(tunedTo * variance, TUNING_ALPHA) - variance, variance / 1_000);
        return LogBeta.value(r / p + n - x, r / (1 - p) + x)
                - LogBeta.value(r / p, r / (1 - p))
                - x * Math.log(p)
                - (n - x) * Math.log1p(-p)
                + Math.log(alpha);
    }
}
