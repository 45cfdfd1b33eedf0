/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.overview;

import io.waymark.analytics.Period;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.OverviewReport.TopEvent;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.ui.live.Tail;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.start.StartPages;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.ui.view.Trends;
import io.waymark.analytics.ui.view.Ui;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with the overview, or with the way to the first event as long as there is none. */
public final class OverviewPages {

    private static final Duration NOW = Duration.ofMinutes(5);
    private static final int TOP = 10;

    private final Pages pages;
    private final TrendReports reports;
    private final SessionReports sessions;
    private final Trends trends;
    private final Tail tail;
    private final StartPages start;

    /**
     * The overview.
     *
     * @param pages makes answers
     * @param reports counts events
     * @param sessions counts visits
     * @param tail lists what arrives
     * @param start leads to the first event
     */
    public OverviewPages(Pages pages, TrendReports reports, SessionReports sessions, Tail tail, StartPages start) {
        this.pages = pages;
        this.reports = reports;
        this.sessions = sessions;
        this.trends = new Trends(reports);
        this.tail = tail;
        this.start = start;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("", this::page)
                .get("/", this::page)
                .get("/overview/figures", this::figures)
                .get("/overview/top", this::top);
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, "");
        Panels panels = Panels.ofPage();
        Panel<Boolean> any = panels.load("any", "", () -> tail.anythingArrived(ui));
        if (any.ready() && !any.get()) {
            return start.page(request);
        }
        return pages.page(
                "overview/page",
                ui,
                new OverviewModel(figures(panels, ui), top(panels, ui), tail.panel(panels, ui, null, 0, Tail.FEW)));
    }

    private ServerResponse figures(ServerRequest request) {
        Ui ui = pages.ui(request, "");
        if (request.param("format").filter("csv"::equals).isPresent()) {
            Metric metric = metric(ui);
            return series(ui, metric).csv(metric.key()).response(metric.key());
        }
        Ui shown = ui.viewing(request.param("view").orElse("chart"));
        return pages.panel(request, "overview/figures", shown, figures(Panels.alone(), shown));
    }

    private ServerResponse top(ServerRequest request) {
        Ui ui = pages.ui(request, "");
        if (request.param("format").filter("csv"::equals).isPresent()) {
            Csv csv = new Csv("event", "count", "people");
            top(ui, Integer.MAX_VALUE).events().forEach(row -> csv.row(row.event(), row.count(), row.users()));
            return csv.response("events");
        }
        return pages.panel(request, "overview/top", ui, top(Panels.alone(), ui));
    }

    private Panel<FiguresModel> figures(Panels panels, Ui ui) {
        Metric metric = metric(ui);
        return panels.load("figures", ui.links().to("/overview/figures", "metric", metric.key()), () -> {
            Question question = ui.question();
            OverviewReport report = reports.overview(OverviewQuery.of(ui.app(), question.period())
                    .comparedWith(question.compare() ? question.previousPeriod() : null)
                    .sessionGap(question.sessionGap())
                    .segment(question.segment())
                    .limit(1));
            Period now = Period.between(question.now().minus(NOW), question.now());
            long people = reports.overview(OverviewQuery.of(ui.app(), now)
                            .segment(question.segment())
                            .limit(1))
                    .figures()
                    .users();
            return new FiguresModel(report.figures(), report.comparison(), people, metric, series(ui, metric));
        });
    }

    private Series series(Ui ui, Metric metric) {
        if (metric != Metric.SESSIONS) {
            return trends.series(
                    ui, null, metric == Metric.PEOPLE ? TrendReport.Point::users : TrendReport.Point::count);
        }
        Question question = ui.question();
        List<Series.Point> before = question.compare()
                ? sessions(
                        ui,
                        question.range().previous().in(question.zone()),
                        question.range().previous().first(),
                        question.range().previous().last())
                : null;
        LocalDate last = question.range().last().isAfter(question.today())
                ? question.today()
                : question.range().last();
        return new Series(sessions(ui, question.wholePeriod(), question.range().first(), last), before, false);
    }

    private List<Series.Point> sessions(Ui ui, Period period, LocalDate first, LocalDate last) {
        Map<LocalDate, Long> counts = sessions
                .report(SessionQuery.of(ui.app(), period, ui.question().zone())
                        .sessionGap(ui.question().sessionGap())
                        .segment(ui.question().segment()))
                .perStartDay()
                .stream()
                .collect(Collectors.toMap(SessionReport.DayCount::day, SessionReport.DayCount::sessions));
        return Trends.daily(ui, first, last, counts);
    }

    private Panel<TopModel> top(Panels panels, Ui ui) {
        return panels.load("top", ui.links().to("/overview/top"), () -> top(ui, TOP));
    }

    private TopModel top(Ui ui, int limit) {
        Question question = ui.question();
        List<TopEvent> current =
                events(ui, question.period()).stream().limit(limit).toList();
        Map<String, Long> previous = question.compare()
                ? events(ui, question.previousPeriod()).stream()
                        .collect(Collectors.toMap(TopEvent::event, TopEvent::count))
                : Map.of();
        long most = current.isEmpty() ? 1 : current.get(0).count();
        return new TopModel(current.stream()
                .map(event -> new TopModel.Row(
                        event.event(),
                        event.count(),
                        event.users(),
                        event.count() * 100.0 / most,
                        Delta.of(event.count(), previous.getOrDefault(event.event(), 0L), false)))
                .toList());
    }

    /** What happened, the most frequent first. The list of all events is known from other pages, but of everybody only. */
    private List<TopEvent> events(Ui ui, Period period) {
        Question question = ui.question();
        String segment = question.segment();
        if (segment != null) {
            return reports.overview(OverviewQuery.of(ui.app(), period)
                            .sessionGap(question.sessionGap())
                            .segment(segment)
                            .limit(Integer.MAX_VALUE))
                    .topEvents();
        }
        return reports.events(ui.app(), period).stream()
                .filter(event -> event.count() > 0)
                .map(event -> new TopEvent(event.event(), event.count(), event.users()))
                .toList();
    }

    private static Metric metric(Ui ui) {
        return Metric.of(ui.parameters().getOrDefault("metric", ""));
    }
}
