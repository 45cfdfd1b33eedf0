/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;

/**
 * The interval of the relative lift {@code λ = Δ/m} of an adjusted difference Δ over the mean m of the control: all λ for
 * which {@code Δ - λm} is within c standard errors of 0, so the roots of
 *
 * <pre>(m² - c² Vm) λ² - 2 (Δm - c² C) λ + (Δ² - c² VΔ) = 0,  C = cov(Δ, m)</pre>
 *
 * <p>It contains 0 exactly when the interval of the difference, {@code Δ ± c √VΔ}, does, for any c: that of a single look or
 * that of a sequence.
 *
 * <p>Source: E. C. Fieller, Some problems in interval estimation, JRSS B 16 (1954).
 */
public final class FiellerInterval {

    private FiellerInterval() {}

    /**
     * The interval.
     *
     * @param comparison the two variants
     * @param errors how many standard errors the interval of the difference reaches to either side, c
     * @return the interval; none where the mean of the control is within so many standard errors of 0
     */
    public static Computed<Interval> of(Cuped comparison, double errors) {
        Effect difference = comparison.absolute().orNull();
        if (difference == null) {
            return Computed.not(Computed.Reason.ZERO_VARIANCE);
        }
        Covariate control = comparison.control();
        double sign = control.post() < 0 ? -1 : 1;
        double mean = sign * control.post();
        double square = errors * errors;
        double meanVariance = control.unadjusted().errorVariance();
        double covariance = -sign * (control.postVariance() - comparison.theta() * control.covariance()) / control.n();
        double a = mean * mean - square * meanVariance;
        if (!(a > 0)) {
            return Computed.not(Computed.Reason.ZERO_BASELINE);
        }
        double b = difference.value() * mean - square * covariance;
        double variance = difference.standardError() * difference.standardError();
        double c = difference.value() * difference.value() - square * variance;
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return Computed.of(new Interval((b - root) / a, (b + root) / a));
    }
}
