/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.ui.view.Sparkline;
import io.waymark.analytics.ui.view.Trends;
import io.waymark.analytics.ui.view.Ui;
import io.waymark.analytics.webstats.PageFigures;
import io.waymark.analytics.webstats.PageOrder;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.VisitFigures;
import io.waymark.analytics.webstats.WebDimension;
import io.waymark.analytics.webstats.WebPoint;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import io.waymark.analytics.webstats.WebTable;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Asks what the web page shows. */
final class WebQuestions {

    /** So many rows of the period before are looked at. */
    private static final int COMPARED = 1_000;

    private final SessionReports sessions;
    private final WebReports web;

    WebQuestions(SessionReports sessions, WebReports web) {
        this.sessions = sessions;
        this.web = web;
    }

    WebFiguresModel figures(Ui ui, WebMetric metric) {
        Question question = ui.question();
        return new WebFiguresModel(
                sessions.webOverview(query(ui, question.period(), 1)),
                question.compare() ? sessions.webOverview(query(ui, question.previousPeriod(), 1)) : null,
                web.realtime(ui.app()),
                metric,
                series(ui, metric),
                Trends.interval(question).name().toLowerCase(Locale.ROOT));
    }

    long now(Ui ui) {
        return web.realtime(ui.app());
    }

    Series series(Ui ui, WebMetric metric) {
        Question question = ui.question();
        CalendarInterval interval = Trends.interval(question);
        return new Series(
                points(ui, question.wholePeriod(), interval, metric),
                question.compare()
                        ? points(ui, question.range().previous().in(question.zone()), interval, metric)
                        : null,
                interval == CalendarInterval.HOUR);
    }

    private List<Series.Point> points(Ui ui, Period period, CalendarInterval interval, WebMetric metric) {
        return web
                .timeSeries(
                        query(ui, period, 1),
                        interval,
                        ui.question().zone(),
                        ui.question().weekStart())
                .stream()
                .filter(point ->
                        !point.start().toInstant().isAfter(ui.question().now()))
                .map(point -> point(ui, point, interval, metric))
                .toList();
    }

    private static Series.Point point(Ui ui, WebPoint point, CalendarInterval interval, WebMetric metric) {
        ZonedDateTime start = point.start();
        boolean hour = interval == CalendarInterval.HOUR;
        return new Series.Point(
                hour ? start.toOffsetDateTime().toString() : start.toLocalDate().toString(),
                hour ? ui.format().clock(start.toInstant()) : ui.format().day(start.toLocalDate()),
                metric.of(point),
                !point.complete());
    }

    WebPagesModel pages(Ui ui, PageOrder order, int limit) {
        Question question = ui.question();
        WebQuery query = query(ui, question.period(), limit);
        WebTable<PageFigures> told = web.pages(query, order);
        List<PageFigures> pages = told.rows();
        Map<String, List<Long>> views = pages.isEmpty()
                ? Map.of()
                : web.pageViews(
                        query,
                        pages.stream().map(PageFigures::page).toList(),
                        Trends.interval(question),
                        question.zone(),
                        question.weekStart());
        Before before = question.compare() && !pages.isEmpty()
                ? Before.of(
                        web.pages(query(ui, question.previousPeriod(), COMPARED), order),
                        PageFigures::page,
                        page -> weight(page, order))
                : Before.NOTHING;
        return new WebPagesModel(
                order,
                question.compare(),
                pages.stream()
                        .map(page -> new WebPagesModel.Row(
                                page,
                                Delta.of(weight(page, order), before.of(page.page()), false),
                                before.lacked(page.page()),
                                100.0 * weight(page, order) / weight(pages.get(0), order),
                                Sparkline.path(views.getOrDefault(page.page(), List.of()))))
                        .toList(),
                told.purged() || before.purged());
    }

    List<String> viewers(Ui ui, String page, int limit) {
        return web.viewers(query(ui, ui.question().period(), limit), page);
    }

    /** What the order goes by. */
    static long weight(PageFigures page, PageOrder order) {
        return switch (order) {
            case VIEWS -> page.views();
            case ENTRIES -> page.entries();
            case EXITS -> page.exits();
        };
    }

    WebVisitsModel visits(Ui ui, WebDimension dimension, List<WebDimension> dimensions, int limit) {
        WebTable<VisitFigures> told = web.visits(query(ui, ui.question().period(), limit), dimension);
        List<VisitFigures> parts = told.rows();
        Before before = ui.question().compare() && !parts.isEmpty()
                ? Before.of(
                        web.visits(query(ui, ui.question().previousPeriod(), COMPARED), dimension),
                        VisitFigures::value,
                        VisitFigures::visitors)
                : Before.NOTHING;
        return new WebVisitsModel(
                dimension,
                dimensions,
                ui.question().compare(),
                parts.stream()
                        .map(part -> new WebVisitsModel.Row(
                                name(ui, dimension, part.value()),
                                part,
                                Delta.of(part.visitors(), before.of(part.value()), false),
                                before.lacked(part.value()),
                                100.0 * part.visitors() / parts.get(0).visitors()))
                        .toList(),
                told.purged() || before.purged());
    }

    private static String name(Ui ui, WebDimension dimension, String value) {
        if (value.equals("(none)")) {
            return ui.t("web.unknown");
        }
        return dimension == WebDimension.COUNTRY && value.length() == 2
                ? new Locale.Builder().setRegion(value).build().getDisplayCountry(Locale.ENGLISH)
                : value;
    }

    private static WebQuery query(Ui ui, Period period, int limit) {
        return new WebQuery(
                ui.app(), period, limit, ui.question().segment(), ui.question().sessionGap());
    }

    /** The rows of the period before by their name, whether these are all, and whether events of it are missing. */
    private record Before(Map<String, Long> rows, boolean whole, boolean purged) {

        static final Before NOTHING = new Before(Map.of(), false, false);

        static <T> Before of(WebTable<T> table, Function<T, String> name, ToLongFunction<T> weight) {
            return new Before(
                    table.rows().stream().collect(Collectors.toMap(name, weight::applyAsLong)),
                    table.rows().size() < COMPARED && !table.purged(),
                    table.purged());
        }

        long of(String name) {
            return rows.getOrDefault(name, 0L);
        }

        /** Whether there was none of it, for certain. */
        boolean lacked(String name) {
            return of(name) == 0 && (whole || rows.containsKey(name));
        }
    }
}
