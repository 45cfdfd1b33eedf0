/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesReport.Point;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.ui.people.Behind;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers measures over time. */
public final class TrendPages {

    private final Pages pages;
    private final SeriesReports reports;
    private final TrendReports trends;
    private final EventNames eventNames;

    /**
     * The page about measures over time.
     *
     * @param pages makes answers
     * @param reports measures
     * @param trends knows who did something
     * @param eventNames the events to choose from
     */
    public TrendPages(Pages pages, SeriesReports reports, TrendReports trends, EventNames eventNames) {
        this.pages = pages;
        this.reports = reports;
        this.trends = trends;
        this.eventNames = eventNames;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/trends", this::page).get("/trends/answer", this::answer).get("/trends/people", this::people);
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

    private ServerResponse people(ServerRequest request) {
        Ui ui = pages.ui(request, "/trends");
        TrendForm form = TrendForm.read(ui.parameters());
        ZonedDateTime start = start(ui);
        Period period = start == null ? null : form.point(ui.question(), start);
        if (start == null || period == null) {
            return pages.redirect(request, ui.here("at", ""));
        }
        String event = form.event().isBlank() ? null : form.event();
        return Behind.answer(
                request,
                pages,
                ui,
                new Behind.Words(
                        "trends",
                        ui.t("nav.trends"),
                        ui.here("at", ""),
                        (event == null ? ui.t("anyEvent") : event) + ", "
                                + (form.byHour(ui.question())
                                        ? ui.format().moment(start.toInstant())
                                        : ui.format().day(start.toLocalDate())),
                        ui.t("trend.people.how")),
                limit -> trends.who(ui.app(), event, period, ui.question().segment(), limit));
    }

    private static @Nullable ZonedDateTime start(Ui ui) {
        try {
            return OffsetDateTime.parse(ui.parameters().getOrDefault("at", ""))
                    .atZoneSameInstant(ui.question().zone());
        } catch (DateTimeException e) {
            return null;
        }
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
