/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * The score interval of a proportion {@code p = x/n}, which keeps its coverage with few conversions and never leaves 0
 * to 1: with {@code z} the normal quantile at {@code 1 - alpha/2},
 *
 * <pre>(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)</pre>
 *
 * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
public final class WilsonInterval {

    private WilsonInterval() {}

    /**
     * Computes the interval.
     *
     * @param proportion the counts
     * @param alpha how often the interval may miss, for example 0.05
     * @return the interval; none without trials
     */
    public static Computed<Interval> of(Proportion proportion, double alpha) {
        return proportion.trials() == 0
                ? Computed.not(Computed.Reason.NO_TRIALS)
                : Computed.of(bounds(proportion, alpha));
    }

    static Interval bounds(Proportion proportion, double alpha) {
        double n = proportion.trials();
        double p = proportion.rate();
        double z = Normal.quantile(alpha);
        double scale = 1 + z * z / n;
        double centre = (p + z * z / (2 * n)) / scale;
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
        return new Interval(
                proportion.conversions() == 0 ? 0 : Math.max(0, centre - half),
                proportion.conversions() == proportion.trials() ? 1 : Math.min(1, centre + half));
    }
}
