/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, two-sided. */
final class Normal {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    static double quantile(double alpha) {
        return STANDARD.inverseSurvivalProbability(alpha / 2);
    }

    static double pValue(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }
}
