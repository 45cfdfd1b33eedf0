/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.report.Advice;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.VariantResult;
import io.waymark.analytics.experiment.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has shown, ready to be drawn.
 *
 * @param report the report
 * @param scale the scale of its intervals
 */
public record ResultView(ExperimentReport report, LiftScale scale) {

    static ResultView of(ExperimentReport report) {
        List<Double> bounds = new ArrayList<>();
        for (VariantResult variant : report.variants()) {
            Interval interval = liftInterval(variant);
            if (interval != null) {
                bounds.add(interval.lower() * 100);
                bounds.add(interval.upper() * 100);
            }
        }
        return new ResultView(report, LiftScale.of(bounds));
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
        if (code == Advice.Code.UNHEALTHY || code == Advice.Code.TOO_EARLY || code == Advice.Code.NO_DATA) {
            return Standing.SILENT;
        }
        if (!variant.variant().key().equals(report.advice().variant())) {
            return Standing.UNCLEAR;
        }
        return switch (code) {
            case BETTER -> Standing.BETTER;
            case WORSE -> Standing.WORSE;
            default -> Standing.UNCLEAR;
        };
    }

    /** {@return the tone of the advice: {@code good}, {@code bad}, {@code warn} or {@code flat}} */
    public String tone() {
        return switch (report.advice().code()) {
            case BETTER -> "good";
            case WORSE -> "bad";
            case UNHEALTHY -> "warn";
            default -> "flat";
        };
    }

    /** {@return the icon of the advice} */
    public String icon() {
        return switch (report.advice().code()) {
            case BETTER -> "rocket";
            case WORSE, UNHEALTHY -> "alert-triangle";
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
     * The interval of the lift.
     *
     * @param variant the variant
     * @return its bounds as a share of the control's rate; null if there is none
     */
    public static @Nullable Interval liftInterval(VariantResult variant) {
        VariantResult.Comparison comparison = variant.comparison();
        return comparison == null ? null : comparison.liftInterval().orNull();
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
