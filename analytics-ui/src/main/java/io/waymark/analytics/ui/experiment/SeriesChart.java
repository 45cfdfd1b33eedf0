/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.SeriesPoint;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.ui.experiment.form.Percentages;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lift of a variant over time, with the interval that holds at any time and a line for each change of weights. */
final class SeriesChart {

    private static final double WIDEST = 100;

    private SeriesChart() {}

    static Json of(Ui ui, ExperimentReport report, String variant, List<SeriesPoint> points) {
        List<String> days = new ArrayList<>();
        List<@Nullable Double> values = new ArrayList<>();
        List<@Nullable Double> lower = new ArrayList<>();
        List<@Nullable Double> upper = new ArrayList<>();
        for (SeriesPoint point : points) {
            Double lift = point.lift();
            Interval always = point.always();
            days.add(point.day().toString());
            values.add(lift == null ? null : 100 * lift);
            lower.add(always == null ? null : 100 * always.lower());
            upper.add(always == null ? null : 100 * always.upper());
        }
        LiftScale scale = LiftScale.of(bounds(points));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "sequence");
        data.put("name", variant);
        data.put("unit", "lift");
        data.put("days", days);
        data.put("values", values);
        data.put("lower", lower);
        data.put("upper", upper);
        data.put("min", scale.min());
        data.put("max", scale.max());
        data.put("step", scale.step());
        data.put("phases", phases(ui, report, days));
        return new Json(data);
    }

    /** The first days know so little that they would flatten all others. */
    private static List<Double> bounds(List<SeriesPoint> points) {
        List<Double> bounds = new ArrayList<>(List.of(0.0));
        for (SeriesPoint point : points) {
            Interval always = point.always();
            if (always != null) {
                bounds.add(Math.max(-WIDEST, Math.min(WIDEST, 100 * always.lower())));
                bounds.add(Math.max(-WIDEST, Math.min(WIDEST, 100 * always.upper())));
            }
        }
        return bounds;
    }

    private static List<Map<String, String>> phases(Ui ui, ExperimentReport report, List<String> days) {
        List<Map<String, String>> phases = new ArrayList<>();
        for (Experiment.Phase phase : report.experiment().phases()) {
            LocalDate day = phase.startedAt().atZone(ui.question().zone()).toLocalDate();
            if (phase.number() > 1 && days.contains(day.toString())) {
                phases.add(Map.of(
                        "at",
                        day.toString(),
                        "label",
                        ui.t("series.phase", phase.number(), String.join(" / ", Percentages.of(phase.weights()))),
                        "short",
                        ui.t("series.phase.short", phase.number())));
            }
        }
        return phases;
    }
}
