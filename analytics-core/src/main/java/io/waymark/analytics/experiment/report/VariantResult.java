/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * What a variant has shown.
 *
 * @param variant the variant
 * @param control whether it is the one that the others are compared with
 * @param users people who were exposed to this variant and no other
 * @param conversions those of them who reached the goal in time
 * @param windowOpen those of them who had not reached it, but still could
 * @param rate the conversion rate, 0 to 1
 * @param rateInterval its 95 % interval
 * @param comparison how it compares with the control; null for the control itself
 */
public record VariantResult(
        Variant variant,
        boolean control,
        long users,
        long conversions,
        long windowOpen,
        Computed<Double> rate,
        Computed<Interval> rateInterval,
        @Nullable Comparison comparison) {

    /** {@return the counts behind the rate} */
    public Proportion proportion() {
        return new Proportion(conversions, users);
    }

    /**
     * How a variant compares with the control. Differences are positive where the variant is better.
     *
     * @param controlRate the conversion rate of the control in the phases in which both have people; the rate shown of the
     *     control itself but where another variant was there in other phases
     * @param difference the difference of the conversion rates
     * @param differenceInterval its 95 % interval
     * @param lift the difference relative to the rate of the control
     * @param liftInterval its 95 % interval; contains 0 exactly when that of the difference does
     * @param pValue how likely so large a difference is without any effect, by the two-proportion z test; none while there
     *     is too little data for it
     * @param pValueAdjusted the same, adjusted for the number of variants compared with the control
     * @param exactPValue the same as {@code pValue} by Fisher's exact test, which holds for any counts; none where people
     *     came in several phases, as their counts must not be put together
     * @param chanceToWin the probability that the variant converts better than the control, given the data
     * @param liftPosterior where the lift lies with 95 % probability, given the data; by the same priors as
     *     {@code chanceToWin}
     * @param expectedLoss the conversion rate lost on average by shipping the variant if the control is better
     * @param deciding what the test says that decides
     */
    public record Comparison(
            Computed<Double> controlRate,
            Computed<Double> difference,
            Computed<Interval> differenceInterval,
            Computed<Double> lift,
            Computed<Interval> liftInterval,
            Computed<Double> pValue,
            Computed<Double> pValueAdjusted,
            Computed<Double> exactPValue,
            double chanceToWin,
            Computed<Interval> liftPosterior,
            double expectedLoss,
            Computed<MetricResult.Deciding> deciding) {}
}
