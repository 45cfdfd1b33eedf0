/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.ui.question.Question;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Asks for counts over time as a page asks: its range, its zone, and the period before. */
public final class Trends {

    private static final int MOST_HOURS = 2;
    private static final int MOST_DAYS = 200;

    private final TrendReports reports;

    /**
     * Asks these reports.
     *
     * @param reports who answers
     */
    public Trends(TrendReports reports) {
        this.reports = reports;
    }

    /**
     * What each point of a chart stands for.
     *
     * @param question the question of the page
     * @return hours for up to two days, weeks for more than half a year
     */
    public static CalendarInterval interval(Question question) {
        int days = question.range().days();
        if (days <= MOST_HOURS) {
            return CalendarInterval.HOUR;
        }
        return days <= MOST_DAYS ? CalendarInterval.DAY : CalendarInterval.WEEK;
    }

    /**
     * Counts an event over time.
     *
     * @param ui what the page is given
     * @param event the event name; null for any event
     * @param figure which of the two figures
     * @return the counts
     */
    public Series series(Ui ui, @Nullable String event, ToLongFunction<TrendReport.Point> figure) {
        Question question = ui.question();
        CalendarInterval interval = interval(question);
        List<Series.Point> points = ask(ui, event, question.wholePeriod(), interval, figure);
        List<Series.Point> previous = question.compare()
                ? ask(ui, event, question.range().previous().in(question.zone()), interval, figure)
                : null;
        return new Series(points, previous, interval == CalendarInterval.HOUR);
    }

    /**
     * Turns counts of days into points for every day of the range.
     *
     * @param ui what the page is given
     * @param first the first day
     * @param last the last day
     * @param counts the counts of the days that have one
     * @return a point per day
     */
    public static List<Series.Point> daily(Ui ui, LocalDate first, LocalDate last, Map<LocalDate, Long> counts) {
        List<Series.Point> points = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            boolean open = !day.isBefore(ui.question().today());
            points.add(new Series.Point(day.toString(), ui.format().day(day), counts.getOrDefault(day, 0L), open));
        }
        return points;
    }

    private List<Series.Point> ask(
            Ui ui,
            @Nullable String event,
            Period period,
            CalendarInterval interval,
            ToLongFunction<TrendReport.Point> figure) {
        Question question = ui.question();
        TrendQuery query = new TrendQuery(
                ui.app(), event, period, interval, question.zone(), question.weekStart(), question.segment());
        return reports.trend(query).points().stream()
                .filter(point -> !point.start().toInstant().isAfter(question.now()))
                .map(point -> point(ui, interval, point.start(), figure.applyAsLong(point), point.open()))
                .toList();
    }

    private static Series.Point point(Ui ui, CalendarInterval interval, ZonedDateTime start, long value, boolean open) {
        return interval == CalendarInterval.HOUR
                ? new Series.Point(
                        start.toOffsetDateTime().toString(), ui.format().clock(start.toInstant()), value, open)
                : new Series.Point(start.toLocalDate().toString(), ui.format().day(start.toLocalDate()), value, open);
    }
}
