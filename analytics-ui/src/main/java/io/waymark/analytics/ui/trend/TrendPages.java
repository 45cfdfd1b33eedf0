/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.trend;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.trend.series.SeriesReport.Point;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers measures over time. */
public final class TrendPages {

    private final Pages pages;
    private final SeriesReports reports;
    private final EventNames eventNames;

    /**
     * The page about measures over time.
     *
     * @param pages makes answers
     * @param reports measures
     * @param eventNames the events to choose from
     */
    public TrendPages(Pages pages, SeriesReports reports, EventNames eventNames) {
        this.pages = pages;
        this.reports = reports;
        this.eventNames = eventNames;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/trends", this::page).get("/trends/answer", this::answer);
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, "/trends");
        return pages.page(
                "trend/page",
                ui,
                new TrendModel(
                        TrendForm.read(ui.parameters()),
                        eventNames.all(ui.app()).keySet(),
                        answer(Panels.ofPage(), ui)));
    }

    private ServerResponse answer(ServerRequest request) {
        Ui ui = pages.ui(request, "/trends").viewing(request.param("view").orElse("chart"));
        if (request.param("format").filter("csv"::equals).isPresent()) {
            return csv(ui, answer(ui)).response("trend");
        }
        return pages.panel(request, "trend/answer", ui, answer(Panels.alone(), ui));
    }

    private Panel<TrendAnswer> answer(Panels panels, Ui ui) {
        return panels.load("answer", ui.below("/answer"), () -> answer(ui));
    }

    private TrendAnswer answer(Ui ui) {
        TrendForm form = TrendForm.read(ui.parameters());
        return new TrendAnswer(form, form.lacksProperty() ? null : reports.report(form.query(ui.question())));
    }

    private static Csv csv(Ui ui, TrendAnswer answer) {
        Csv csv = new Csv("series", "start", "value", "moving_average", "complete");
        for (Series series : answer.series()) {
            for (Point point : series.points()) {
                csv.row(
                        answer.name(ui, series),
                        point.start().toOffsetDateTime(),
                        point.value(),
                        point.movingAverage(),
                        !point.open());
            }
        }
        return csv;
    }
}
