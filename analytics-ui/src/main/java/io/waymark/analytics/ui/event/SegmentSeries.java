/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.trend.series.Measure;
import io.waymark.analytics.trend.series.SeriesQuery;
import io.waymark.analytics.trend.series.SeriesReport;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.ui.view.Trends;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;

/** How often the people of a segment did an event. */
final class SegmentSeries {

    private final SeriesReports reports;

    SegmentSeries(SeriesReports reports) {
        this.reports = reports;
    }

    TrendModel model(Ui ui, String event, boolean people, Series series) {
        Question question = ui.question();
        SeriesReport counts = report(ui, event, Measure.TOTAL, question.period(), question.previousPeriod());
        SeriesReport users = report(ui, event, Measure.UNIQUE, question.period(), question.previousPeriod());
        return new TrendModel(
                event,
                total(counts.series()),
                total(counts.comparison()),
                total(users.series()),
                total(users.comparison()),
                people,
                question.compare(),
                series);
    }

    private SeriesReport report(Ui ui, String event, Measure measure, Period period, Period before) {
        Question question = ui.question();
        return reports.report(SeriesQuery.builder(ui.app(), event, period, question.zone())
                .measure(measure, null)
                .interval(Trends.interval(question))
                .weekStart(question.weekStart())
                .comparedWith(question.compare() ? before : null)
                .segment(question.segment())
                .build());
    }

    private static long total(List<SeriesReport.Series> series) {
        Double total = series.isEmpty() ? null : series.get(0).total();
        return total == null ? 0 : Math.round(total);
    }
}
