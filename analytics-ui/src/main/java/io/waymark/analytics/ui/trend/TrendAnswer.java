/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.trend;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.trend.series.SeriesReport;
import io.waymark.analytics.trend.series.SeriesReport.Kind;
import io.waymark.analytics.trend.series.SeriesReport.Point;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures over time, as the page shows them.
 *
 * @param form the question
 * @param report the figures; null if a property has to be named first
 */
public record TrendAnswer(TrendForm form, @Nullable SeriesReport report) {

    /** How many values of a breakdown have a line of their own; more could not be told apart. */
    public static final int LINES = 5;

    /** {@return the series; none if there is nothing to show} */
    public List<Series> series() {
        return report == null ? List.of() : report.series();
    }

    /** {@return whether nothing was measured} */
    public boolean empty() {
        return series().stream().allMatch(each -> each.total() == null || each.total() == 0);
    }

    /** {@return the series that have a line} */
    public List<Series> lines() {
        return series().stream().limit(LINES).toList();
    }

    /**
     * What a series is called.
     *
     * @param ui words
     * @param series the series
     * @return its name
     */
    public String name(Ui ui, Series series) {
        String value = series.value();
        return value == null ? ui.t("trend.kind." + TrendForm.key(series.kind())) : value;
    }

    /**
     * The same series in the period before.
     *
     * @param series the series
     * @return the other; null without a comparison
     */
    public @Nullable Series before(Series series) {
        return report == null
                ? null
                : report.comparison().stream()
                        .filter(other -> other.kind() == series.kind()
                                && (series.kind() != Kind.VALUE
                                        || String.valueOf(other.value()).equals(series.value())))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * How a series changed.
     *
     * @param series the series
     * @return the change; null for none
     */
    public @Nullable Delta delta(Series series) {
        Series before = before(series);
        return before == null || before.total() == null || series.total() == null
                ? null
                : Delta.of(series.total(), before.total(), false);
    }

    /**
     * What a point is called.
     *
     * @param ui formats
     * @param start its start
     * @return its time for people
     */
    public String label(Ui ui, ZonedDateTime start) {
        return hours()
                ? ui.format().day(start.toLocalDate()) + " " + ui.format().clock(start.toInstant())
                : ui.format().day(start.toLocalDate());
    }

    private boolean hours() {
        return report != null && report.interval() == CalendarInterval.HOUR;
    }

    /**
     * The chart: one line with the period before and the moving average, or one line per value.
     *
     * @param ui words and formats
     * @return its data
     */
    public Json chart(Ui ui) {
        Series first = series().get(0);
        Map<String, Object> data = new LinkedHashMap<>();
        List<Point> points = first.points();
        data.put("days", points.stream().map(point -> day(point.start())).toList());
        if (hours()) {
            data.put(
                    "labels",
                    points.stream().map(point -> label(ui, point.start())).toList());
        }
        data.put("min", 0);
        data.put("unit", "number");
        IntStream.range(0, points.size())
                .filter(i -> points.get(i).open())
                .findFirst()
                .ifPresent(i -> data.put("openFrom", i));
        if (first.kind() == Kind.ALL) {
            one(ui, first, data);
        } else {
            data.put("kind", "lines");
            data.put(
                    "series",
                    lines().stream()
                            .map(each -> Map.of("name", name(ui, each), "values", values(each)))
                            .toList());
        }
        return new Json(data);
    }

    private void one(Ui ui, Series series, Map<String, Object> data) {
        data.put("kind", "trend");
        data.put("name", ui.t("trend.measure." + TrendForm.key(form.measure())));
        data.put("noun", form.property().isBlank() ? "" : form.property());
        data.put("values", values(series));
        if (form.smooth() > 1) {
            List<@Nullable Double> averages = new ArrayList<>();
            series.points().forEach(point -> averages.add(point.movingAverage()));
            data.put("average", averages);
            data.put("averageName", ui.t("trend.smooth.of", form.smooth()));
            data.put("averageNoun", ui.t("trend.smooth.noun", form.smooth()));
        }
        Series before = before(series);
        if (before != null) {
            List<@Nullable Double> previous = new ArrayList<>();
            for (int i = 0; i < series.points().size(); i++) {
                previous.add(i < before.points().size() ? before.points().get(i).value() : null);
            }
            data.put("previous", previous);
            data.put(
                    hours() ? "previousLabels" : "previousDays",
                    before.points().stream()
                            .map(point -> hours() ? label(ui, point.start()) : day(point.start()))
                            .toList());
            data.put(
                    "previousName",
                    ui.t("compare.previous", ui.question().range().days()));
        }
    }

    private static List<@Nullable Double> values(Series series) {
        List<@Nullable Double> values = new ArrayList<>();
        series.points().forEach(point -> values.add(point.value()));
        return values;
    }

    private String day(ZonedDateTime start) {
        return hours()
                ? start.toOffsetDateTime().toString()
                : start.toLocalDate().toString();
    }
}
