/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.report.Baseline;
import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.planning.Power;
import io.waymark.analytics.experiment.stats.planning.SampleSize;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The planner: what was asked, and what it takes.
 *
 * @param experiment the experiment that is planned
 * @param events the event names to choose from
 * @param entry the event of those who would see it
 * @param baseline what the app does now
 * @param rate the share of people who convert, in per cent
 * @param perDay people a day
 * @param effect the smallest lift worth finding, in per cent
 * @param power how often it is to be found, in per cent
 * @param alpha how often a difference may be found among equals, in per cent
 */
public record PlannerModel(
        Experiment experiment,
        Collection<String> events,
        String entry,
        Baseline baseline,
        double rate,
        double perDay,
        double effect,
        double power,
        double alpha) {

    private static final int[] DAYS = {7, 14, 21, 28, 42, 56, 84};

    /** {@return how many people each variant needs; null if there is nothing to plan from} */
    public @Nullable Long perVariant() {
        double p = rate / 100;
        double difference = p * effect / 100;
        if (!(p > 0 && p < 1 && difference > 0 && p + difference < 1)) {
            return null;
        }
        return (long) Math.ceil(SampleSize.ofRates(p, difference, alpha / 100, power / 100, 1));
    }

    /** {@return how many people all variants need; null if there is nothing to plan from} */
    public @Nullable Long total() {
        Long each = perVariant();
        return each == null ? null : each * variants();
    }

    /** {@return how many days that takes; null if there is nothing to plan from} */
    public @Nullable Long days() {
        Long total = total();
        return total == null || !(perDay > 0) ? null : (long) Math.ceil(total / perDay);
    }

    /** {@return how many variants there are, with the control} */
    public int variants() {
        return experiment.definition().variants().size();
    }

    /** {@return what would be found after some numbers of days} */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        double p = rate / 100;
        if (!(p > 0 && p < 1 && perDay > 0)) {
            return points;
        }
        Arm baseline = new Arm(0, p, p * (1 - p));
        for (int days : DAYS) {
            double each = perDay * days / variants();
            points.add(new Point(
                    days,
                    Math.round(perDay * days),
                    found(new Power(baseline, each, alpha / 100, null)),
                    found(new Power(
                            baseline, each, alpha / 100, new ConfidenceSequence(alpha / 100, Math.max(1, 2 * each))))));
        }
        return points;
    }

    private @Nullable Double found(Power plan) {
        Double lift = plan.minimumDetectableEffect(power / 100).orNull();
        return lift == null ? null : 100 * lift;
    }

    /**
     * What would be found after some days.
     *
     * @param days how many days
     * @param people how many people in all variants
     * @param once the smallest lift found at one look at the end, in per cent; null if none
     * @param always the smallest lift found when looking every day, in per cent; null if none
     */
    public record Point(
            int days,
            long people,
            @Nullable Double once,
            @Nullable Double always) {}
}
