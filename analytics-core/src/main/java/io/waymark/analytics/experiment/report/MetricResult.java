/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.metric.DecisionRule.State;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Effect;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a metric has shown.
 *
 * @param metric the metric
 * @param variants what each variant has shown, the control first
 */
public record MetricResult(Metric metric, List<OfVariant> variants) {

    public MetricResult {
        variants = List.copyOf(variants);
    }

    /**
     * What a variant has shown.
     *
     * @param variant the variant
     * @param people how many people count
     * @param total the number of people of a share, else the sum of their values
     * @param open people for whom something may still change
     * @param estimate the rate, mean, ratio or quantile; over several phases by the weights of the comparison, which leaves
     *     out phases in which the variant or the control has nobody
     * @param effect how it compares with the control; null for the control itself
     */
    public record OfVariant(
            Variant variant,
            long people,
            double total,
            long open,
            Computed<Double> estimate,
            @Nullable OfEffect effect) {}

    /**
     * How a variant compares with the control.
     *
     * @param base what the control shows in the phases of this comparison; not the estimate of the control itself where
     *     another variant was there in other phases
     * @param difference the difference, adjusted by what people did before where the metric has that
     * @param lift the difference relative to the control
     * @param liftInterval its interval for a single look at the data
     * @param pValue how likely so large a difference is without any effect; for a single look
     * @param pValueAdjusted of secondary metrics the same, adjusted for how many they are; else that of what decides
     * @param unadjustedLift the lift without taking off what people did before; the same where the metric has not that
     * @param varianceReduction the share of the variance that is gone by that
     * @param chanceToWin the probability that the variant is better; never decides
     * @param posterior where the lift lies with 95 % probability; never decides
     * @param deciding what the test says that decides; none where there is too little
     * @param state what follows for the metric
     */
    public record OfEffect(
            Computed<Double> base,
            Computed<Effect> difference,
            Computed<Effect> lift,
            Computed<Interval> liftInterval,
            Computed<Double> pValue,
            Computed<Double> pValueAdjusted,
            Computed<Double> unadjustedLift,
            double varianceReduction,
            Computed<Double> chanceToWin,
            Computed<Interval> posterior,
            Computed<Deciding> deciding,
            State state) {}

    /**
     * What the test says that decides.
     *
     * @param pValue the p value, to be compared with the alpha of the plan
     * @param difference where the difference lies
     * @param lift where the lift lies; contains 0 exactly when the difference does; null where the control is too close to 0
     * @param planned whether it is the one look of the plan, else it holds at any time
     * @param day the day up to whose end the data counts
     */
    public record Deciding(
            double pValue, Interval difference, @Nullable Interval lift, boolean planned, LocalDate day) {}
}
