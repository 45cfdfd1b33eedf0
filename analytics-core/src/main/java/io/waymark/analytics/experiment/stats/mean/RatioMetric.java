/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;

/**
 * A ratio of two sums, such as revenue per order, where people and not orders were drawn: with the means {@code m, d} of
 * numerator and denominator over people,
 *
 * <pre>R = m/d,  variance of one person = vm/d² + vd m²/d⁴ - 2 cov(m, d) m/d³</pre>
 *
 * <p>Treating the orders as independent would make the error too small: those of one person are alike.
 *
 * <p>Source: A. Deng, U. Knoblich and J. Lu, Applying the delta method in metric analytics, KDD 2018, section 3.
 */
public final class RatioMetric {

    private RatioMetric() {}

    /**
     * What a variant shows.
     *
     * @param sums numerator and denominator of its people
     * @return the arm; none where the denominators sum up to 0
     */
    public static Computed<Arm> arm(PairedSums sums) {
        if (sums.n() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        if (sums.second().sum() == 0) {
            return Computed.not(Computed.Reason.ZERO_DENOMINATOR);
        }
        double d = sums.second().mean();
        double ratio = sums.first().mean() / d;
        double variance =
                (sums.first().variance() + ratio * ratio * sums.second().variance() - 2 * ratio * sums.covariance())
                        / (d * d);
        return Computed.of(new Arm(sums.n(), ratio, variance));
    }
}
