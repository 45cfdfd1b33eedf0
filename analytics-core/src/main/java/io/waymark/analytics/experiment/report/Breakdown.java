/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.measure.Part;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a metric has shown of the people with each value of a property, as it was when they first saw their variant. For
 * ideas only: with many parts some look good by chance, so p values are adjusted by Benjamini and Hochberg over all parts
 * and variants, and nothing follows from them.
 *
 * @param experiment the experiment
 * @param metric the metric
 * @param property the property
 * @param parts a part for each of up to 20 values, that of most people first, then the rest, then people of whom the
 *     property is not known
 * @param asOf when it was computed; for a concluded experiment, when the last window closed at the latest
 */
public record Breakdown(Experiment experiment, Metric metric, String property, List<OfValue> parts, Instant asOf) {

    public Breakdown {
        parts = List.copyOf(parts);
    }

    /**
     * The people with one value.
     *
     * @param kind whether this is a value, the rest, or nothing
     * @param value the value as text, or a name for the rest
     * @param variants what each variant has shown of them, the control first
     */
    public record OfValue(Part.Kind kind, String value, List<OfVariant> variants) {

        public OfValue {
            variants = List.copyOf(variants);
        }

        /** {@return how many people there are, of all variants} */
        public long people() {
            return variants.stream().mapToLong(OfVariant::people).sum();
        }
    }

    /**
     * What a variant has shown of them.
     *
     * @param variant the variant
     * @param people how many people count
     * @param total the number of people of a share, else the sum of their values
     * @param estimate the rate, mean, ratio or quantile
     * @param effect how it compares with the control; null for the control itself
     */
    public record OfVariant(
            Variant variant,
            long people,
            double total,
            Computed<Double> estimate,
            @Nullable OfEffect effect) {}

    /**
     * How a variant compares with the control among them.
     *
     * @param base what the control shows
     * @param difference the difference, adjusted by what people did before where the metric has that
     * @param lift the difference relative to the control
     * @param liftInterval its 95 % interval for a single look at a single part
     * @param pValue how likely so large a difference is without any effect; none where there is too little data
     * @param pValueAdjusted the same, adjusted for how many parts and variants are compared
     * @param chanceToWin the probability that the variant is better
     */
    public record OfEffect(
            Computed<Double> base,
            Computed<Double> difference,
            Computed<Double> lift,
            Computed<Interval> liftInterval,
            Computed<Double> pValue,
            Computed<Double> pValueAdjusted,
            Computed<Double> chanceToWin) {}
}
