/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.measure.Part;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.report.Breakdown;
import io.waymark.analytics.experiment.report.Breakdown.OfEffect;
import io.waymark.analytics.experiment.report.Breakdown.OfValue;
import io.waymark.analytics.experiment.report.Breakdown.OfVariant;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The breakdown of a result as the page shows it.
 *
 * @param property the property that is asked for; empty if none is
 * @param metric the key of the metric
 * @param properties the properties to choose from
 * @param metrics the metrics to choose from
 * @param fault what is wrong with the property; null if nothing is
 * @param breakdown the answer; null unless a property is asked for
 */
public record BreakdownView(
        String property,
        String metric,
        List<String> properties,
        List<Metric> metrics,
        @Nullable String fault,
        @Nullable Breakdown breakdown) {

    /** Parts of few people know so little that they would flatten all others. */
    private static final double WIDEST = 150;

    public BreakdownView {
        properties = List.copyOf(properties);
        metrics = List.copyOf(metrics);
    }

    /**
     * What a variant has shown in a part.
     *
     * @param value the value, in words
     * @param people the people of the part
     * @param variants how many rows the part has, in the first of them; else 0
     * @param variant the key of the variant
     * @param of how many people saw it
     * @param control what the control shows
     * @param estimate what the variant shows
     * @param lift in per cent; null if there is none
     * @param interval as a share; null if there is none
     * @param chance the probability to be better
     * @param p the adjusted p value
     */
    public record Row(
            String value,
            long people,
            int variants,
            String variant,
            long of,
            String control,
            String estimate,
            @Nullable Double lift,
            @Nullable Interval interval,
            String chance,
            String p) {}

    /**
     * The rows of the table.
     *
     * @param ui the page
     * @return a row for each part and variant but the control
     */
    public List<Row> rows(Ui ui) {
        List<Row> rows = new ArrayList<>();
        if (breakdown != null) {
            breakdown.parts().forEach(part -> {
                for (int i = 1; i < part.variants().size(); i++) {
                    rows.add(row(ui, breakdown.metric(), part, i));
                }
            });
        }
        return rows;
    }

    /** {@return how many comparisons the p values are adjusted for} */
    public long compared() {
        return breakdown == null
                ? 0
                : breakdown.parts().stream()
                        .flatMap(part -> part.variants().stream())
                        .map(OfVariant::effect)
                        .filter(effect -> effect != null && effect.pValue().orNull() != null)
                        .count();
    }

    /** {@return the scale that all intervals share} */
    public LiftScale scale() {
        List<Double> bounds = new ArrayList<>();
        if (breakdown != null) {
            for (OfValue part : breakdown.parts()) {
                for (OfVariant of : part.variants()) {
                    Interval interval = interval(of);
                    if (interval != null) {
                        bounds.add(Math.max(-WIDEST, Math.min(WIDEST, 100 * interval.lower())));
                        bounds.add(Math.max(-WIDEST, Math.min(WIDEST, 100 * interval.upper())));
                    }
                }
            }
        }
        return LiftScale.of(bounds);
    }

    Csv csv() {
        Csv csv = new Csv(
                "value",
                "kind",
                "variant",
                "people",
                "total",
                "estimate",
                "control_estimate",
                "lift",
                "lift_lower",
                "lift_upper",
                "p",
                "p_adjusted",
                "chance_to_win");
        if (breakdown != null) {
            breakdown.parts().forEach(part -> part.variants().forEach(of -> add(csv, part, of)));
        }
        return csv;
    }

    private static void add(Csv csv, OfValue part, OfVariant of) {
        OfEffect effect = of.effect();
        Interval interval = interval(of);
        csv.row(
                part.kind() == Part.Kind.VALUE ? part.value() : null,
                part.kind(),
                of.variant().key(),
                of.people(),
                of.total(),
                of.estimate().orNull(),
                effect == null ? null : effect.base().orNull(),
                effect == null ? null : effect.lift().orNull(),
                interval == null ? null : interval.lower(),
                interval == null ? null : interval.upper(),
                effect == null ? null : effect.pValue().orNull(),
                effect == null ? null : effect.pValueAdjusted().orNull(),
                effect == null ? null : effect.chanceToWin().orNull());
    }

    private static Row row(Ui ui, Metric metric, OfValue part, int place) {
        OfVariant of = part.variants().get(place);
        OfEffect effect = of.effect();
        Double lift = effect == null ? null : effect.lift().orNull();
        Double chance = effect == null ? null : effect.chanceToWin().orNull();
        Double p = effect == null ? null : effect.pValueAdjusted().orNull();
        return new Row(
                switch (part.kind()) {
                    case VALUE -> part.value();
                    case OTHER -> ui.t("breakdown.other");
                    case NONE -> ui.t("breakdown.none");
                },
                part.people(),
                place == 1 ? part.variants().size() - 1 : 0,
                of.variant().key(),
                of.people(),
                MetricView.number(
                        ui, metric, effect == null ? null : effect.base().orNull()),
                MetricView.number(ui, metric, of.estimate().orNull()),
                lift == null ? null : 100 * lift,
                interval(of),
                chance == null ? MetricView.NONE : ui.format().chance(chance),
                p == null ? ui.t("breakdown.tooFew") : ui.format().probability(p));
    }

    private static @Nullable Interval interval(OfVariant of) {
        OfEffect effect = of.effect();
        return effect == null ? null : effect.liftInterval().orNull();
    }
}
