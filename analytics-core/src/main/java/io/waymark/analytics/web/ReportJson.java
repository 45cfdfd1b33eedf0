/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReport.Average;
import io.waymark.analytics.retention.RetentionReport.Cell;
import io.waymark.analytics.retention.RetentionReport.Cohort;
import io.waymark.analytics.segment.SizeReport;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.PropertyReport;
import io.waymark.analytics.trend.TrendReport;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives reports the shapes that clients rely on. */
final class ReportJson {

    private ReportJson() {}

    static Map<String, @Nullable Object> write(OverviewReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("events", report.figures().events());
        json.put("users", report.figures().users());
        json.put("sessions", report.figures().sessions());
        json.put("topEvents", report.topEvents());
        json.put("purged", report.figures().purged());
        return json;
    }

    static Map<String, @Nullable Object> write(TrendReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", report.event());
        json.put("interval", name(report.interval()));
        json.put(
                "points",
                report.points().stream()
                        .map(point -> new Point(
                                report.interval() == CalendarInterval.HOUR
                                        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(point.start())
                                        : point.start().toLocalDate().toString(),
                                point.count(),
                                point.users(),
                                !point.open(),
                                point.purged()))
                        .toList());
        return json;
    }

    static Map<String, @Nullable Object> write(SizeReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("interval", name(report.interval()));
        json.put(
                "points",
                report.points().stream()
                        .map(point -> new Size(
                                point.start().toLocalDate().toString(), point.users(), !point.open(), point.purged()))
                        .toList());
        return json;
    }

    static Map<String, @Nullable Object> write(PropertyReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", report.event());
        json.put("properties", report.properties());
        json.put("purged", report.purged());
        return json;
    }

    static Map<String, @Nullable Object> write(RetentionReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("period", name(report.period()));
        json.put("cohorts", report.cohorts().stream().map(ReportJson::write).toList());
        json.put("average", report.average().stream().map(Average::percent).toList());
        return json;
    }

    private static Map<String, Object> write(Cohort cohort) {
        List<Cell> cells = cohort.cells();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cohort", cohort.start().toString());
        json.put("users", cohort.users());
        json.put("retained", cells.stream().map(Cell::returned).toList());
        json.put("percent", cells.stream().map(Cell::percent).toList());
        json.put("complete", cells.stream().map(Cell::complete).toList());
        json.put("purged", cells.stream().map(Cell::purged).toList());
        return json;
    }

    static Map<String, @Nullable Object> write(JourneyReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("transitions", report.transitions());
        json.put("total", report.total());
        json.put("distinct", report.distinct());
        json.put("paths", report.paths());
        json.put("sessions", report.sessions());
        json.put("purged", report.purged());
        return json;
    }

    private static String name(CalendarInterval interval) {
        return interval.name().toLowerCase(Locale.ROOT);
    }

    record Size(String start, long users, boolean complete, boolean purged) {}

    record Point(String start, long count, long users, boolean complete, boolean purged) {}
}
