/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.report.Advice;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.MetricResult;
import io.waymark.analytics.experiment.report.VariantResult;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.ui.experiment.form.Percentages;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has shown, ready to be drawn.
 *
 * @param report the report
 * @param scale the scale of its intervals
 * @param maturedOnly whether only people count whose window has closed
 * @param sql the statement that counts people and conversions, to be run by hand
 */
public record ResultView(ExperimentReport report, LiftScale scale, boolean maturedOnly, String sql) {

    private static final double SAME_RATE = 1e-9;

    static ResultView of(ExperimentReport report, boolean maturedOnly, String sql) {
        List<Double> bounds = new ArrayList<>();
        for (VariantResult variant : report.variants()) {
            Interval interval = liftInterval(variant);
            if (interval != null) {
                bounds.add(interval.lower() * 100);
                bounds.add(interval.upper() * 100);
            }
        }
        return new ResultView(report, LiftScale.of(bounds), maturedOnly, sql);
    }

    /** How a variant stands. */
    public enum Standing {
        /** It is what the others are compared with. */
        BASELINE,
        /** Its interval is above zero. */
        BETTER,
        /** Its interval is below zero. */
        WORSE,
        /** Its interval contains zero. */
        UNCLEAR,
        /** Nothing is said, because the data cannot be trusted or is too little. */
        SILENT
    }

    /**
     * How a variant stands.
     *
     * @param variant the variant
     * @return never a winner while the data is unhealthy or too little
     */
    public Standing standing(VariantResult variant) {
        if (variant.control()) {
            return Standing.BASELINE;
        }
        Advice.Code code = report.advice().code();
        boolean tooFew = code == Advice.Code.PAUSED || code == Advice.Code.INCONCLUSIVE
                ? report.engine() == ExperimentReport.Engine.BAYESIAN
                : code == Advice.Code.TOO_EARLY;
        if (tooFew || code == Advice.Code.UNHEALTHY || code == Advice.Code.NO_DATA) {
            return Standing.SILENT;
        }
        if (!variant.variant().key().equals(report.advice().variant())) {
            return Standing.UNCLEAR;
        }
        return switch (code) {
            case SHIP -> Standing.BETTER;
            case STOP_HARM, ROLL_BACK -> Standing.WORSE;
            default -> Standing.UNCLEAR;
        };
    }

    /** {@return whether the advice is to give a variant to everybody, and nobody has yet} */
    public boolean mayShip() {
        return report.advice().code() == Advice.Code.SHIP
                && report.advice().variant() != null
                && report.experiment().concludedAt() == null;
    }

    /** {@return the tone of the advice: {@code good}, {@code bad}, {@code warn} or {@code flat}} */
    public String tone() {
        return switch (report.advice().code()) {
            case SHIP -> "good";
            case STOP_HARM, ROLL_BACK -> "bad";
            case UNHEALTHY, REVIEW -> "warn";
            default -> "flat";
        };
    }

    /** {@return the icon of the advice} */
    public String icon() {
        return switch (report.advice().code()) {
            case SHIP -> "rocket";
            case STOP_HARM, ROLL_BACK, UNHEALTHY, REVIEW -> "alert-triangle";
            default -> "hourglass";
        };
    }

    /**
     * The lift of a variant.
     *
     * @param variant the variant
     * @return in per cent of the control's rate; null if there is none
     */
    public static @Nullable Double lift(VariantResult variant) {
        VariantResult.Comparison comparison = variant.comparison();
        Double lift = comparison == null ? null : comparison.lift().orNull();
        return lift == null ? null : lift * 100;
    }

    /**
     * The rate of the control that a variant is compared with.
     *
     * @param variant the variant
     * @return a share; null if it is the one shown of the control, or there is none
     */
    public @Nullable Double otherBase(VariantResult variant) {
        VariantResult.Comparison comparison = variant.comparison();
        Double base = comparison == null ? null : comparison.controlRate().orNull();
        Double shown = report.variants().get(0).rate().orNull();
        return base == null || shown == null || Math.abs(base - shown) < SAME_RATE ? null : base;
    }

    /**
     * The interval of the lift: that of the test that decides, which holds at any time, else that of a single look.
     *
     * @param variant the variant
     * @return its bounds as a share of the control's rate; null if there is none
     */
    public static @Nullable Interval liftInterval(VariantResult variant) {
        VariantResult.Comparison comparison = variant.comparison();
        if (comparison == null) {
            return null;
        }
        MetricResult.Deciding deciding = comparison.deciding().orNull();
        return deciding == null || deciding.lift() == null
                ? comparison.liftInterval().orNull()
                : deciding.lift();
    }

    /**
     * The interval of the lift for a single look.
     *
     * @param variant the variant
     * @return its bounds as a share of the control's rate; null if there is none
     */
    public static @Nullable Interval singleLook(VariantResult variant) {
        VariantResult.Comparison comparison = variant.comparison();
        return comparison == null ? null : comparison.liftInterval().orNull();
    }

    /**
     * The lift over time.
     *
     * @param ui the page
     * @param variant the key of the variant
     * @return the chart
     */
    public Json chart(Ui ui, String variant) {
        return SeriesChart.of(ui, report, variant, report.series().getOrDefault(variant, List.of()));
    }

    /**
     * The formulas of what decides, with numbers.
     *
     * @param variant the place of the variant
     * @return a line for each step
     */
    public List<String> numbers(int variant) {
        return HowNumbers.of(report, variant);
    }

    /**
     * All metrics, goals first.
     *
     * @param ui the page
     * @return a row for each metric and variant but the control
     */
    public List<MetricView> metricRows(Ui ui) {
        Advice.Code code = report.advice().code();
        boolean silent = code == Advice.Code.UNHEALTHY || code == Advice.Code.NO_DATA;
        return MetricView.of(ui, maturedOnly ? report.matured() : report.metrics(), silent);
    }

    /**
     * The share of new people that gets a variant.
     *
     * @param variant the variant
     * @return in per cent
     */
    public String share(VariantResult variant) {
        ExperimentDefinition definition = report.experiment().definition();
        return Percentages.of(definition.variants().stream()
                                .map(Variant::weight)
                                .toList())
                        .get(definition.variants().indexOf(variant.variant()))
                + "%";
    }

    /**
     * Weights in words.
     *
     * @param definition the experiment
     * @param weights a weight for each variant
     * @return each variant with its share in per cent
     */
    public static String shares(ExperimentDefinition definition, List<Integer> weights) {
        List<String> shares = Percentages.of(weights);
        return IntStream.range(0, shares.size())
                .mapToObj(i -> definition.variants().get(i).key() + " " + shares.get(i) + "%")
                .collect(Collectors.joining(", "));
    }

    /**
     * The variants whose lift is drawn over time.
     *
     * @param first whether the first of them is asked for, instead of all others
     * @return their keys
     */
    public List<String> series(boolean first) {
        List<String> variants = List.copyOf(report.series().keySet());
        return variants.isEmpty() ? variants : first ? variants.subList(0, 1) : variants.subList(1, variants.size());
    }

    /** {@return people who were exposed and count} */
    public long people() {
        return report.variants().stream().mapToLong(VariantResult::users).sum();
    }

    /** {@return the result that the advice is about, else the best of those compared with the control; null if none} */
    public @Nullable VariantResult headline() {
        VariantResult best = null;
        for (VariantResult variant : report.variants()) {
            if (variant.variant().key().equals(report.advice().variant())) {
                return variant;
            }
            Double lift = lift(variant);
            Double bestLift = best == null ? null : lift(best);
            if (lift != null && (bestLift == null || lift > bestLift)) {
                best = variant;
            }
        }
        return best;
    }

    /** {@return the greatest number of people exposed on one day} */
    public long mostPerDay() {
        return report.exposuresPerDay().stream()
                .mapToLong(ResultView::exposures)
                .max()
                .orElse(0);
    }

    /** {@return people exposed a day, on average} */
    public long averagePerDay() {
        return Math.round(report.exposuresPerDay().stream()
                .mapToLong(ResultView::exposures)
                .average()
                .orElse(0));
    }

    /**
     * People exposed on a day.
     *
     * @param day the day
     * @return over all variants
     */
    public static long exposures(ExperimentReport.ExposureDay day) {
        return day.users().values().stream().mapToLong(Long::longValue).sum();
    }
}
