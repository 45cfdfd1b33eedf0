/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.SizeQuery;
import io.waymark.analytics.segment.SizeReport;
import io.waymark.analytics.ui.question.DateRange;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.ui.view.Ui;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many people were in a segment over time.
 *
 * @param unit {@code day}, {@code week} or {@code month}
 * @param units those of which the range has few enough; none if it has too many months
 * @param series the numbers; null if there is no unit
 * @param purged whether some of them lack people whose events have been deleted by age
 */
public record SizesModel(
        String unit, List<String> units, @Nullable Series series, boolean purged) {

    /** What the address calls the unit. */
    static final String UNIT = "per";

    public SizesModel {
        units = List.copyOf(units);
    }

    static SizesModel of(Ui ui, SegmentReports reports, SegmentRule rule) {
        Question question = ui.question();
        List<CalendarInterval> fitting = Stream.of(CalendarInterval.DAY, CalendarInterval.WEEK, CalendarInterval.MONTH)
                .filter(interval -> fits(question, interval))
                .toList();
        List<String> units = fitting.stream().map(SizesModel::name).toList();
        if (fitting.isEmpty()) {
            return new SizesModel("", units, null, false);
        }
        String asked = ui.parameters().getOrDefault(UNIT, "");
        CalendarInterval interval = fitting.get(Math.max(0, units.indexOf(asked)));
        SizeReport report = report(ui, reports, rule, interval, question.range());
        SizeReport before = question.compare()
                ? report(ui, reports, rule, interval, question.range().previous())
                : null;
        return new SizesModel(
                name(interval),
                units,
                new Series(points(ui, report), before == null ? null : points(ui, before), false),
                Stream.of(report, Objects.requireNonNullElse(before, report))
                        .flatMap(each -> each.points().stream())
                        .anyMatch(SizeReport.Point::purged));
    }

    private static boolean fits(Question question, CalendarInterval interval) {
        return Stream.of(question.range(), question.range().previous())
                .limit(question.compare() ? 2 : 1)
                .allMatch(range -> count(range, interval, question.weekStart()) <= SizeReport.MAX_POINTS);
    }

    private static int count(DateRange range, CalendarInterval interval, DayOfWeek weekStart) {
        Period days = range.in(ZoneOffset.UTC);
        int count = 0;
        for (var start = interval.startOf(Objects.requireNonNull(days.from()), ZoneOffset.UTC, weekStart);
                start.toInstant().isBefore(Objects.requireNonNull(days.to()));
                start = interval.next(start)) {
            count++;
        }
        return count;
    }

    private static SizeReport report(
            Ui ui, SegmentReports reports, SegmentRule rule, CalendarInterval interval, DateRange range) {
        Question question = ui.question();
        return reports.sizes(new SizeQuery(
                ui.app(), rule, range.in(question.zone()), interval, question.zone(), question.weekStart()));
    }

    private static List<Series.Point> points(Ui ui, SizeReport report) {
        return report.points().stream()
                .map(point -> new Series.Point(
                        point.start().toLocalDate().toString(),
                        ui.format().day(point.start().toLocalDate()),
                        point.users(),
                        point.open()))
                .toList();
    }

    private static String name(CalendarInterval interval) {
        return interval.name().toLowerCase(Locale.ROOT);
    }
}
