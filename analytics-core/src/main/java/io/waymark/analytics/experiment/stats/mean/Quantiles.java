/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

/** Quantiles of a sample, interpolated between neighbours: type 7 of R. J. Hyndman and Y. Fan (1996), {@code percentile_cont}. */
public final class Quantiles {

    private Quantiles() {}

    /**
     * A quantile.
     *
     * @param ascending the values in ascending order, at least one
     * @param level the level, 0 to 1
     * @return the quantile
     */
    public static double of(double[] ascending, double level) {
        double place = level * (ascending.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
