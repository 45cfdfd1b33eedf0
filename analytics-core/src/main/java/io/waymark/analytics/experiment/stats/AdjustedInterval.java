/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * The interval that belongs to an adjusted p value: as wide as if the effect had been that far from 0 to begin with,
 *
 * <pre>effect ± z(1 - alpha/2) · |effect| / z(1 - p/2)</pre>
 *
 * so that it contains 0 exactly when the adjusted p value is above alpha. An approximation for reading, after the practice
 * of GrowthBook; Holm's procedure as such has no two-sided intervals.
 */
public final class AdjustedInterval {

    private AdjustedInterval() {}

    /**
     * Widens an interval.
     *
     * @param effect the effect
     * @param adjustedPValue its adjusted p value
     * @param alpha how often the interval may miss
     * @return the interval; none if the p value is 1, which says nothing about a width
     */
    public static Computed<Interval> of(double effect, double adjustedPValue, double alpha) {
        if (adjustedPValue >= 1) {
            return Computed.not(Computed.Reason.TOO_FEW);
        }
        double half =
                adjustedPValue <= 0 ? 0 : Normal.quantile(alpha) * Math.abs(effect) / Normal.quantile(adjustedPValue);
        return Computed.of(new Interval(effect - half, effect + half));
    }
}
