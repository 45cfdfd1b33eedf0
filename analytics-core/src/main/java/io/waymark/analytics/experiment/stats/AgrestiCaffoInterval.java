/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * The interval of A. Wald after adding one conversion and one failure to each variant. Given for comparison with other
 * systems; {@link NewcombeInterval} is what decides.
 *
 * <p>Source: A. Agresti and B. Caffo, Simple and effective confidence intervals for proportions and differences of
 * proportions result from adding two successes and two failures, The American Statistician 54 (2000).
 */
public final class AgrestiCaffoInterval {

    private AgrestiCaffoInterval() {}

    /**
     * The interval of the difference of two proportions.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @param alpha how often the interval may miss
     * @return the interval of treatment minus control
     */
    public static Computed<Interval> of(Proportion control, Proportion treatment, double alpha) {
        return TwoProportionTest.unpooledInterval(more(control), more(treatment), alpha);
    }

    private static Proportion more(Proportion proportion) {
        return new Proportion(proportion.conversions() + 1, proportion.trials() + 2);
    }
}
