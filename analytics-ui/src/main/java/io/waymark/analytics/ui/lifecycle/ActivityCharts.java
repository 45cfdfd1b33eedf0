/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.lifecycle.LifecycleReport;
import io.waymark.analytics.lifecycle.StickinessReport;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The charts of lifecycle and stickiness. */
public final class ActivityCharts {

    private ActivityCharts() {}

    /**
     * Who was active upwards, who stayed away downwards.
     *
     * @param ui words
     * @param report the figures
     * @return the data of the chart
     */
    public static Json lifecycle(Ui ui, LifecycleReport report) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "stack");
        data.put(
                "days",
                report.points().stream()
                        .map(point -> point.start().toLocalDate().toString())
                        .toList());
        data.put(
                "series",
                List.of(
                        series(ui, report, "fresh", 1, LifecycleReport.Point::fresh),
                        series(ui, report, "returning", 2, LifecycleReport.Point::returning),
                        series(ui, report, "resurrecting", 3, LifecycleReport.Point::resurrecting),
                        series(ui, report, "dormant", 5, point -> -point.dormant())));
        IntStream.range(0, report.points().size())
                .filter(i -> report.points().get(i).open())
                .findFirst()
                .ifPresent(i -> data.put("openFrom", i));
        return new Json(data);
    }

    private static Map<String, Object> series(
            Ui ui, LifecycleReport report, String key, int number, ToLongFunction<LifecycleReport.Point> figure) {
        return Map.of(
                "name",
                ui.t("lifecycle." + key),
                "noun",
                ui.t("lifecycle.noun." + key),
                "key",
                number,
                "values",
                report.points().stream().map(figure::applyAsLong).toList());
    }

    /**
     * Daily over monthly active people, beside those of the period before.
     *
     * @param ui words
     * @param answer the figures
     * @return the data of the chart
     */
    public static Json stickiness(Ui ui, StickinessAnswer answer) {
        StickinessReport report = answer.report();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "trend");
        data.put("name", ui.t("stickiness"));
        data.put("noun", ui.t("stickiness.noun"));
        data.put("unit", "percent");
        data.put(
                "days",
                report.points().stream().map(point -> point.day().toString()).toList());
        data.put(
                "values",
                report.points().stream().map(StickinessReport.Point::stickiness).toList());
        IntStream.range(0, report.points().size())
                .filter(i -> report.points().get(i).open())
                .findFirst()
                .ifPresent(i -> data.put("openFrom", i));
        if (answer.before() != null) {
            previous(ui, report, answer.before(), data);
        }
        data.put("min", 0);
        return new Json(data);
    }

    private static void previous(Ui ui, StickinessReport report, StickinessReport before, Map<String, Object> data) {
        List<StickinessReport.Point> points =
                before.points().stream().limit(report.points().size()).toList();
        data.put(
                "previous",
                points.stream().map(StickinessReport.Point::stickiness).toList());
        data.put(
                "previousDays",
                points.stream().map(point -> point.day().toString()).toList());
        data.put("previousName", ui.t("compare.previous", ui.question().range().days()));
    }

    /**
     * People by the number of days on which they are active.
     *
     * @param ui words
     * @param report the figures
     * @return the data of the chart
     */
    public static Json activeDays(Ui ui, StickinessReport report) {
        return new Json(Map.of(
                "kind",
                "histogram",
                "noun",
                ui.t("noun.people"),
                "labels",
                report.histogram().stream()
                        .map(bar -> Integer.toString(bar.days()))
                        .toList(),
                "values",
                report.histogram().stream()
                        .map(StickinessReport.ActiveDays::users)
                        .toList()));
    }
}
