/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.ui.people.Behind;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import io.waymark.analytics.webstats.PageFigures;
import io.waymark.analytics.webstats.PageOrder;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.VisitFigures;
import io.waymark.analytics.webstats.WebDimension;
import io.waymark.analytics.webstats.WebReports;
import java.util.List;
import java.util.Locale;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers which pages were visited, from where, and with what. */
public final class WebPages {

    private static final int ROWS = 10;
    private static final int ROWS_OF_CSV = 10_000;
    private static final List<WebDimension> SOURCES = List.of(WebDimension.SOURCE, WebDimension.CHANNEL);
    private static final List<WebDimension> PLACES = List.of(WebDimension.COUNTRY);
    private static final List<WebDimension> DEVICES =
            List.of(WebDimension.DEVICE, WebDimension.BROWSER, WebDimension.OS);

    private final Pages pages;
    private final WebQuestions questions;

    /**
     * The page about visits of the web.
     *
     * @param pages makes answers
     * @param sessions counts visits
     * @param web counts pages, and visits by what they have in common
     */
    public WebPages(Pages pages, SessionReports sessions, WebReports web) {
        this.pages = pages;
        this.questions = new WebQuestions(sessions, web);
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/web", this::page)
                .get("/web/figures", this::figures)
                .get("/web/now", this::now)
                .get("/web/pages", this::pages)
                .get("/web/people", this::people)
                .get("/web/sources", visits("sources", SOURCES))
                .get("/web/places", visits("places", PLACES))
                .get("/web/devices", visits("devices", DEVICES));
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, "/web");
        Panels panels = Panels.ofPage();
        return pages.page(
                "web/page",
                ui,
                new WebModel(
                        figures(panels, ui),
                        pages(panels, ui),
                        visits(panels, ui, "sources", SOURCES),
                        visits(panels, ui, "places", PLACES),
                        visits(panels, ui, "devices", DEVICES)));
    }

    private ServerResponse figures(ServerRequest request) {
        Ui ui = pages.uiOfPanel(request, "/web");
        WebMetric metric = metric(ui);
        if (csvOf(request)) {
            return questions.series(ui, metric).csv(metric.key()).response("web-" + metric.key());
        }
        Ui shown = ui.viewing(request.param("view").orElse("chart"));
        return pages.panel(request, "web/figures", shown, figures(Panels.alone(), shown), here(ui, "metric"));
    }

    private ServerResponse now(ServerRequest request) {
        Ui ui = pages.ui(request, "/web");
        return pages.panel(
                request, "web/now", ui, Panels.alone().load("now", ui.links().to("/web/now"), () -> questions.now(ui)));
    }

    private ServerResponse pages(ServerRequest request) {
        Ui ui = pages.uiOfPanel(request, "/web");
        if (csvOf(request)) {
            Csv csv = new Csv("page", "views", "visitors", "entries", "exits", "bounce_rate", "exit_rate");
            questions.pages(ui, order(ui), ROWS_OF_CSV).pages().forEach(row -> {
                PageFigures page = row.figures();
                csv.row(
                        page.page(),
                        page.views(),
                        page.visitors(),
                        page.entries(),
                        page.exits(),
                        page.bounceRate(),
                        page.exitRate());
            });
            return csv.response("pages");
        }
        return pages.panel(request, "web/pages", ui, pages(Panels.alone(), ui), here(ui, "pages"));
    }

    private ServerResponse people(ServerRequest request) {
        Ui ui = pages.ui(request, "/web");
        String page = ui.parameters().getOrDefault("page", "");
        return Behind.answer(
                request,
                pages,
                ui,
                new Behind.Words("web", ui.t("nav.web"), ui.links().to("/web"), page, ui.t("web.people.how")),
                limit -> questions.viewers(ui, page, limit));
    }

    private HandlerFunction<ServerResponse> visits(String id, List<WebDimension> dimensions) {
        return request -> {
            Ui ui = pages.uiOfPanel(request, "/web");
            if (csvOf(request)) {
                WebDimension dimension = dimension(ui, id, dimensions);
                Csv csv = new Csv(
                        key(dimension), "visitors", "sessions", "views", "bounce_rate", "average_duration_seconds");
                questions.visits(ui, dimension, dimensions, ROWS_OF_CSV).parts().forEach(row -> {
                    VisitFigures part = row.figures();
                    csv.row(
                            part.value(),
                            part.visitors(),
                            part.sessions(),
                            part.views(),
                            part.bounceRate(),
                            part.averageDurationSeconds());
                });
                return csv.response(key(dimension));
            }
            return pages.panel(request, "web/visits", ui, visits(Panels.alone(), ui, id, dimensions), here(ui, id));
        };
    }

    /** The address of the page, where a choice was made and not only asked for again. */
    private static String here(Ui ui, String choice) {
        return ui.parameters().containsKey(choice) ? ui.here() : "";
    }

    private Panel<WebFiguresModel> figures(Panels panels, Ui ui) {
        WebMetric metric = metric(ui);
        return panels.load(
                "figures", ui.links().to("/web/figures", "metric", metric.key()), () -> questions.figures(ui, metric));
    }

    private Panel<WebPagesModel> pages(Panels panels, Ui ui) {
        PageOrder order = order(ui);
        return panels.load(
                "pages",
                ui.links().to("/web/pages", "pages", order.name().toLowerCase(Locale.ROOT)),
                () -> questions.pages(ui, order, ROWS));
    }

    private Panel<WebVisitsModel> visits(Panels panels, Ui ui, String id, List<WebDimension> dimensions) {
        WebDimension dimension = dimension(ui, id, dimensions);
        return panels.load(
                id,
                ui.links().to("/web/" + id, id, key(dimension)),
                () -> questions.visits(ui, dimension, dimensions, ROWS));
    }

    private static boolean csvOf(ServerRequest request) {
        return request.param("format").filter("csv"::equals).isPresent();
    }

    private static WebMetric metric(Ui ui) {
        return WebMetric.of(ui.parameters().getOrDefault("metric", ""));
    }

    private static PageOrder order(Ui ui) {
        return switch (ui.parameters().getOrDefault("pages", "")) {
            case "entries" -> PageOrder.ENTRIES;
            case "exits" -> PageOrder.EXITS;
            default -> PageOrder.VIEWS;
        };
    }

    private static WebDimension dimension(Ui ui, String id, List<WebDimension> dimensions) {
        String asked = ui.parameters().getOrDefault(id, "");
        return dimensions.stream()
                .filter(dimension -> key(dimension).equals(asked))
                .findFirst()
                .orElse(dimensions.get(0));
    }

    private static String key(WebDimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }
}
