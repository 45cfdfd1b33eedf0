/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.Normal;

/**
 * A quantile of people's values. Its error comes from the order statistics around it, without assuming a distribution:
 * with {@code ql, qu} the sample quantiles at {@code ν ∓ z √(ν (1-ν)/n*)}, which bracket the true one with 95 %,
 *
 * <pre>variance of one person = (n* / n)(n - 1) ((qu - ql) / 2z)²,  z = 1.96</pre>
 *
 * <p>Not computable where {@code n ≤ z² ν/(1-ν)} or {@code n ≤ z² (1-ν)/ν}: then the bracket leaves the sample. With at
 * least 100 values the variance is taken to be at least 1e-5, as ties may hide it.
 *
 * <p>Source: A. Deng, U. Knoblich and J. Lu, Applying the delta method in metric analytics, KDD 2018, section 4.
 *
 * @param n how many values
 * @param sampled how many values the bracket was made for, {@code n*}
 * @param level the level, 0 to 1, {@code ν}
 * @param value the quantile of the sample
 * @param lower the lower end of the bracket
 * @param upper the upper end of the bracket
 */
public record QuantileEstimate(long n, long sampled, double level, double value, double lower, double upper) {

    private static final double Z = Normal.quantile(0.05);
    private static final long MANY = 100;
    private static final double LEAST_VARIANCE = 1e-5;

    /**
     * Estimates a quantile.
     *
     * @param ascending the values in ascending order, at least one
     * @param level the level, 0 to 1
     * @return the estimate
     */
    public static QuantileEstimate of(double[] ascending, double level) {
        double reach = Z * Math.sqrt(level * (1 - level) / ascending.length);
        return new QuantileEstimate(
                ascending.length,
                ascending.length,
                level,
                Quantiles.of(ascending, level),
                Quantiles.of(ascending, Math.max(0, level - reach)),
                Quantiles.of(ascending, Math.min(1, level + reach)));
    }

    /** {@return the arm; none where there are too few values, or all of them around the quantile are equal} */
    public Computed<Arm> arm() {
        double odds = level / (1 - level);
        if (n == 0) {
            return Computed.not(Reason.NO_TRIALS);
        }
        if (n <= Z * Z * odds || n <= Z * Z / odds) {
            return Computed.not(Reason.TOO_FEW);
        }
        if (upper == lower) {
            return Computed.not(Reason.ZERO_VARIANCE);
        }
        double error = (upper - lower) / (2 * Z);
        double variance = (double) sampled / n * (n - 1) * error * error;
        return Computed.of(new Arm(n, value, n < MANY ? variance : Math.max(variance, LEAST_VARIANCE)));
    }
}
