/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.trend.PropertyQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.ui.DashboardServices;
import io.waymark.analytics.ui.live.Tail;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.ui.view.Trends;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with events: the list, and one of them. */
public final class EventPages {

    private final Pages pages;
    private final TrendReports reports;
    private final Trends trends;
    private final SegmentSeries ofSegment;
    private final Tail tail;
    private final EventChanges changes;

    /**
     * Pages about events.
     *
     * @param pages makes answers
     * @param services what is asked
     * @param tail lists what arrives
     */
    public EventPages(Pages pages, DashboardServices services, Tail tail) {
        TrendReports reports = services.trends();
        this.pages = pages;
        this.reports = reports;
        this.trends = new Trends(reports);
        this.ofSegment = new SegmentSeries(services.series());
        this.tail = tail;
        this.changes = new EventChanges(
                pages,
                services.eventDefinitions(),
                new EventUses(services.funnels(), services.segments(), services.experiments()));
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/events", this::list)
                .post("/events", changes::define)
                .get("/event", this::page)
                .post("/event", changes::edit)
                .get("/event/trend", this::trend)
                .get("/event/properties", this::properties);
    }

    private ServerResponse list(ServerRequest request) {
        Ui ui = pages.ui(request, "/events");
        if (isCsv(request)) {
            Csv csv = new Csv("event", "category", "description", "active", "defined", "count", "people", "last_seen");
            reports.events(ui.app(), ui.question().period())
                    .forEach(event -> csv.row(
                            event.event(),
                            event.category(),
                            event.description(),
                            event.active(),
                            event.defined(),
                            event.count(),
                            event.users(),
                            event.lastSeen()));
            return csv.response("events");
        }
        String search = ui.parameters().getOrDefault("q", "").strip();
        String category = ui.parameters().getOrDefault("category", "");
        Panel<EventList> events = (Pages.fromHtmx(request) ? Panels.alone() : Panels.ofPage())
                .load(
                        "events",
                        ui.here(),
                        () -> EventList.of(
                                reports.events(ui.app(), ui.question().period()), search, category));
        return pages.page("event/list", ui, new EventListModel(events, search, category));
    }

    private ServerResponse page(ServerRequest request) {
        String name = name(request);
        Ui ui = pages.ui(request, "/event");
        List<EventSummary> events = reports.events(ui.app(), ui.question().period());
        Optional<EventSummary> event =
                events.stream().filter(each -> each.event().equals(name)).findFirst();
        if (event.isEmpty()) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "event.unknown", name);
        }
        Panels panels = Panels.ofPage();
        return pages.page(
                "event/page",
                ui,
                new EventModel(
                        event.get(),
                        EventList.categories(events),
                        trend(panels, ui, name),
                        properties(panels, ui, name),
                        tail.panel(panels, ui, name, 0, Tail.FEW)));
    }

    private ServerResponse trend(ServerRequest request) {
        String name = name(request);
        Ui ui = pages.ui(request, "/event").viewing(request.param("view").orElse("chart"));
        if (isCsv(request)) {
            return series(ui, name).csv(people(ui) ? "people" : "events").response(name);
        }
        return pages.panel(request, "event/trend", ui, trend(Panels.alone(), ui, name));
    }

    private ServerResponse properties(ServerRequest request) {
        String name = name(request);
        Ui ui = pages.ui(request, "/event");
        if (isCsv(request)) {
            Csv csv = new Csv("property", "value", "count", "people");
            reports.properties(query(ui, name))
                    .properties()
                    .forEach(property -> property.top()
                            .forEach(value -> csv.row(property.key(), value.value(), value.count(), value.users())));
            return csv.response(name + "-properties");
        }
        return pages.panel(request, "event/properties", ui, properties(Panels.alone(), ui, name));
    }

    private Panel<TrendModel> trend(Panels panels, Ui ui, String name) {
        return panels.load("trend", ui.below("/trend"), () -> {
            if (ui.question().segment() != null) {
                return ofSegment.model(ui, name, people(ui), series(ui, name));
            }
            Optional<EventSummary> current = summary(ui, name, ui.question().period());
            Optional<EventSummary> before =
                    ui.question().compare() ? summary(ui, name, ui.question().previousPeriod()) : Optional.empty();
            return new TrendModel(
                    name,
                    current.map(EventSummary::count).orElse(0L),
                    before.map(EventSummary::count).orElse(0L),
                    current.map(EventSummary::users).orElse(0L),
                    before.map(EventSummary::users).orElse(0L),
                    people(ui),
                    ui.question().compare(),
                    series(ui, name));
        });
    }

    private Series series(Ui ui, String name) {
        return trends.series(ui, name, people(ui) ? TrendReport.Point::users : TrendReport.Point::count);
    }

    private Panel<PropertiesModel> properties(Panels panels, Ui ui, String name) {
        return panels.load("properties", ui.below("/properties"), () -> {
            PropertyQuery query = query(ui, name);
            return new PropertiesModel(
                    reports.properties(query),
                    ui.question().compare()
                            ? reports.properties(query.during(ui.question().previousPeriod()))
                            : null);
        });
    }

    private static PropertyQuery query(Ui ui, String name) {
        return new PropertyQuery(
                ui.app(), name, ui.question().period(), ui.question().segment());
    }

    private Optional<EventSummary> summary(Ui ui, String name, Period period) {
        return reports.events(ui.app(), period).stream()
                .filter(event -> event.event().equals(name))
                .findFirst();
    }

    /** Not a part of the path, where servers and firewalls refuse a slash however it is written. */
    private static String name(ServerRequest request) {
        return request.param("name").orElse("");
    }

    private static boolean people(Ui ui) {
        return "people".equals(ui.parameters().get("metric"));
    }

    private static boolean isCsv(ServerRequest request) {
        return request.param("format").filter("csv"::equals).isPresent();
    }
}
