/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Effect;

/**
 * Intervals that cover the effect at all times at once: however often one looks, and whenever one stops, the chance that any
 * of them misses is at most alpha. The asymptotic confidence sequence with a normal mixture, for N people in both variants:
 *
 * <pre>
 * ρ = √((-2 ln α + ln(1 - 2 ln α)) / N*)                                                        (eq. 161)
 * half width = se √N √(2 (Nρ² + 1)/(N²ρ²) · ln(√(Nρ² + 1)/α))                                   (eq. 9)
 * p = min(1, √(Nρ² + 1) exp(-N ρ² t² / (2 (Nρ² + 1)))),  t = effect/se                          (eq. 155)
 * one-sided half width: ρ of 2α, and ln(1 + √(Nρ² + 1)/(2α)) in place of the logarithm          (eq. 134)</pre>
 *
 * <p>It is narrowest at N*, so that is the planned number of people; both N* and alpha have to be fixed before the start.
 * Assumes independent people and, being asymptotic, enough of them for the standard error to be known.
 *
 * <p>Source: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas, Time-uniform central limit theory and
 * asymptotic confidence sequences, arXiv:2103.06476v7.
 *
 * @param alpha how often any of all intervals may miss
 * @param tunedTo the number of people for which they are narrowest, N*
 */
public record ConfidenceSequence(double alpha, double tunedTo) {

    /** What a sequence is tuned to where no number of people was planned. */
    public static final long UNPLANNED = 5_000;

    /** A one-sided p value is only ever said to be below one half. */
    private static final double ONE_SIDED_NOTHING = 0.4999;

    public ConfidenceSequence {
        if (!(alpha > 0 && alpha < 0.5) || !(tunedTo > 0)) {
            throw new IllegalArgumentException("alpha " + alpha + ", tuned to " + tunedTo);
        }
    }

    /** {@return ρ, the inverse width of the mixture} */
    public double rho() {
        return rho(alpha);
    }

    private double rho(double level) {
        double log = -2 * Math.log(level);
        return Math.sqrt((log + Math.log1p(log)) / tunedTo);
    }

    /**
     * How far the interval reaches to either side.
     *
     * @param standardError the standard error of the effect
     * @param people the people in both variants
     * @return the half width
     */
    public double halfWidth(double standardError, double people) {
        double scaled = people * rho() * rho();
        return reach(standardError, scaled, Math.log(Math.sqrt(scaled + 1) / alpha));
    }

    /**
     * Where the effect lies.
     *
     * @param effect the effect
     * @param people the people in both variants
     * @return the interval
     */
    public Interval interval(Effect effect, double people) {
        double half = halfWidth(effect.standardError(), people);
        return new Interval(effect.value() - half, effect.value() + half);
    }

    /**
     * The p value that holds at any time: its interval excludes 0 exactly when it is below alpha.
     *
     * @param effect the effect
     * @param people the people in both variants
     * @return the two-sided p value
     */
    public double pValue(Effect effect, double people) {
        double scaled = people * rho() * rho();
        double t = effect.t();
        return Math.min(1, Math.sqrt(scaled + 1) * Math.exp(-scaled * t * t / (2 * (scaled + 1))));
    }

    /**
     * What the effect is at most, looked at from one side only.
     *
     * @param effect the effect
     * @param people the people in both variants
     * @return the upper bound
     */
    public double upperBound(Effect effect, double people) {
        return effect.value() + oneSidedReach(effect.standardError(), people);
    }

    /**
     * What the effect is at least, looked at from one side only.
     *
     * @param effect the effect
     * @param people the people in both variants
     * @return the lower bound
     */
    public double lowerBound(Effect effect, double people) {
        return effect.value() - oneSidedReach(effect.standardError(), people);
    }

    /**
     * The p value for the effect being below 0, by the same bound.
     *
     * @param effect the effect
     * @param people the people in both variants
     * @return the one-sided p value, below one half
     */
    public double pValueBelowZero(Effect effect, double people) {
        if (effect.value() >= 0) {
            return ONE_SIDED_NOTHING;
        }
        double rho = rho(2 * alpha);
        double scaled = people * rho * rho;
        double t = effect.t();
        double log = scaled * t * t / (2 * (scaled + 1));
        return Math.min(ONE_SIDED_NOTHING, Math.sqrt(scaled + 1) / (2 * Math.expm1(log)));
    }

    private double oneSidedReach(double standardError, double people) {
        double rho = rho(2 * alpha);
        double scaled = people * rho * rho;
        return reach(standardError, scaled, Math.log1p(Math.sqrt(scaled + 1) / (2 * alpha)));
    }

    private static double reach(double standardError, double scaled, double log) {
        return standardError * Math.sqrt(2 * (scaled + 1) / scaled * log);
    }
}
