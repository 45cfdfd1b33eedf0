/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * The values between two bounds.
 *
 * @param lower the lower bound
 * @param upper the upper bound, not less
 */
public record Interval(double lower, double upper) {

    /**
     * Whether a value lies inside.
     *
     * @param value the value
     * @return whether it is neither below nor above
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
