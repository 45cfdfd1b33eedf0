/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.stats.mean.PairedSums;
import io.waymark.analytics.experiment.stats.mean.Sums;

/**
 * Sums over some people of a variant.
 *
 * @param people how many there are
 * @param y the sum of their values
 * @param yy the sum of the squares of these
 * @param x the sum of their second values: before the exposure, or of the denominator of a ratio
 * @param xx the sum of the squares of these
 * @param xy the sum of the products of both
 */
public record Cell(double people, double y, double yy, double x, double xx, double xy) {

    /** {@return the sums in the form that statistics take} */
    public PairedSums sums() {
        long n = Math.round(people);
        return new PairedSums(new Sums(n, y, yy), new Sums(n, x, xx), xy);
    }

    /** {@return how many people} */
    public long n() {
        return Math.round(people);
    }
}
