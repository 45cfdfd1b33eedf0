/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.overview;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.tenant.AppCalendar;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.question.RangeChoice;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** What the first page of the dashboard asks, asked ahead: its answers are then known, and what they are made from. */
public final class FirstPage {

    private final TrendReports reports;
    private final Function<AppId, AppCalendar> calendars;
    private final Clock clock;

    /**
     * The first page.
     *
     * @param reports counts events
     * @param calendars tells the calendar of an app
     * @param clock the current time
     */
    public FirstPage(TrendReports reports, Function<AppId, AppCalendar> calendars, Clock clock) {
        this.reports = reports;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** Asks for what the page of the default app shows to whoever opens it. */
    public void ask() {
        AppId app = AppId.DEFAULT;
        Question question = Question.read(Map.of(), RangeChoice.DAYS_30, calendars, clock.instant());
        reports.overview(OverviewQuery.of(app, question.period())
                .comparedWith(question.previousPeriod())
                .sessionGap(question.sessionGap())
                .limit(1));
        reports.trend(new TrendQuery(
                app, null, question.wholePeriod(), CalendarInterval.DAY, question.zone(), question.weekStart()));
        reports.trend(new TrendQuery(
                app,
                null,
                question.range().previous().in(question.zone()),
                CalendarInterval.DAY,
                question.zone(),
                question.weekStart()));
        reports.events(app, question.period());
        reports.events(app, question.previousPeriod());
    }
}
