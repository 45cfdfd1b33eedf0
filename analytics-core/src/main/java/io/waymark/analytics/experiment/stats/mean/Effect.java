/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.Normal;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much a variant differs from the control, and how sure that is.
 *
 * @param value the difference, absolute or relative; positive where the variant has more
 * @param standardError its standard error
 * @param degreesOfFreedom those of its t distribution; infinite where it is taken as normal
 */
public record Effect(double value, double standardError, double degreesOfFreedom) {

    /**
     * An effect whose error is taken as normal.
     *
     * @param value the difference
     * @param standardError its standard error
     * @return the effect
     */
    public static Effect normal(double value, double standardError) {
        return new Effect(value, standardError, Double.POSITIVE_INFINITY);
    }

    /** {@return the difference in standard errors} */
    public double t() {
        return value / standardError;
    }

    /** {@return how likely a difference so large is without any effect; holds for one look at the data} */
    public double pValue() {
        return isNormal() ? Normal.pValue(t()) : Math.min(1, 2 * distribution().survivalProbability(Math.abs(t())));
    }

    /**
     * Where the effect lies; holds for one look at the data.
     *
     * @param alpha how often the interval may miss
     * @return the interval
     */
    public Interval interval(double alpha) {
        double reach = isNormal() ? Normal.quantile(alpha) : distribution().inverseSurvivalProbability(alpha / 2);
        return new Interval(value - reach * standardError, value + reach * standardError);
    }

    private boolean isNormal() {
        return Double.isInfinite(degreesOfFreedom);
    }

    private TDistribution distribution() {
        return TDistribution.of(degreesOfFreedom);
    }
}
