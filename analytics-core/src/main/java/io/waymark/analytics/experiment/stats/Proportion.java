/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * How many of a number of people converted.
 *
 * @param conversions how many did
 * @param trials how many could
 */
public record Proportion(long conversions, long trials) {

    public Proportion {
        if (conversions < 0 || conversions > trials) {
            throw new IllegalArgumentException(conversions + " conversions of " + trials);
        }
    }

    /** {@return the share that converted; not a number without trials} */
    public double rate() {
        return (double) conversions / trials;
    }
}
