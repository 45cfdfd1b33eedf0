/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.webstats.PageFigures;
import io.waymark.analytics.webstats.PageOrder;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.VisitFigures;
import io.waymark.analytics.webstats.WebDimension;
import io.waymark.analytics.webstats.WebOverview;
import io.waymark.analytics.webstats.WebPoint;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import io.waymark.analytics.webstats.WebTable;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers which pages were visited, from where, and with what. */
public final class WebRoutes implements ApiRoutes {

    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_TEXT = 8_192;
    private static final Set<String> NUMBERS = Set.of("days", "limit");

    private final SessionReports sessions;
    private final WebReports web;
    private final PeriodParameters periods;

    /**
     * Answers web statistics.
     *
     * @param sessions answers what visits there were
     * @param web answers the rest
     * @param clock tells which days were the last ones
     */
    public WebRoutes(SessionReports sessions, WebReports web, Clock clock) {
        this.sessions = sessions;
        this.web = web;
        this.periods = new PeriodParameters(clock);
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/web/overview", this::overview);
        router.get(
                "/analytics/web/realtime",
                Compared.never(request -> ApiReply.ok(Map.of("visitors", web.realtime(request.app())))));
        router.get("/analytics/web/pages", this::pages);
        router.get("/analytics/web/pages/people", Compared.never(this::viewers));
        router.get("/analytics/web/referrers", request -> visits(request, Map.of("referrers", WebDimension.SOURCE)));
        router.get("/analytics/web/channels", request -> visits(request, Map.of("channels", WebDimension.CHANNEL)));
        router.get("/analytics/web/locations", request -> visits(request, Map.of("countries", WebDimension.COUNTRY)));
        router.get(
                "/analytics/web/devices",
                request -> visits(
                        request,
                        Map.of(
                                "devices",
                                WebDimension.DEVICE,
                                "browsers",
                                WebDimension.BROWSER,
                                "systems",
                                WebDimension.OS)));
        router.get("/analytics/web/timeseries", this::timeSeries);
    }

    private ServerResponse overview(ApiRequest request) {
        return answer(
                request, (input, query) -> query, query -> overview(sessions.webOverview(query)), WebQuery::during);
    }

    private ServerResponse pages(ApiRequest request) {
        return answer(
                request,
                (input, query) -> new Pages(
                        query,
                        input.at("sort").oneOf(PageOrder.class, PageOrder.VIEWS),
                        input.at("interval").isAbsent()
                                ? null
                                : input.at("interval").oneOf(CalendarInterval.class, CalendarInterval.DAY),
                        input.at("timezone").zone(),
                        PeriodParameters.weekStart(input)),
                asked -> {
                    WebTable<PageFigures> pages = web.pages(asked.query, asked.order);
                    List<String> paths =
                            pages.rows().stream().map(PageFigures::page).toList();
                    Map<String, List<Long>> series = asked.interval == null
                            ? Map.of()
                            : web.pageViews(asked.query, paths, asked.interval, asked.timezone, asked.weekStart);
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put(
                            "pages",
                            pages.rows().stream()
                                    .map(page -> page(page, series.get(page.page())))
                                    .toList());
                    json.put("purged", pages.purged());
                    return json;
                },
                (asked, before) -> new Pages(
                        asked.query.during(before), asked.order, asked.interval, asked.timezone, asked.weekStart));
    }

    private ServerResponse viewers(ApiRequest request) {
        return ApiReply.ok(Map.of("users", request.query(NUMBERS, input -> {
            String page = input.at("page").requiredText(MAX_TEXT);
            WebQuery query = query(request, input);
            return page == null || input.faulty() ? null : web.viewers(query, page);
        })));
    }

    private ServerResponse visits(ApiRequest request, Map<String, WebDimension> dimensions) {
        return answer(
                request,
                (input, query) -> query,
                query -> {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    boolean purged = false;
                    for (Map.Entry<String, WebDimension> dimension : dimensions.entrySet()) {
                        WebTable<VisitFigures> visits = web.visits(query, dimension.getValue());
                        json.put(dimension.getKey(), visits.rows());
                        purged |= visits.purged();
                    }
                    json.put("purged", purged);
                    return json;
                },
                WebQuery::during);
    }

    private ServerResponse timeSeries(ApiRequest request) {
        return answer(
                request,
                (input, query) -> new Series(
                        query,
                        input.at("interval").oneOf(CalendarInterval.class, CalendarInterval.DAY),
                        input.at("timezone").zone(),
                        PeriodParameters.weekStart(input)),
                series -> {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("interval", series.interval.name().toLowerCase(Locale.ROOT));
                    json.put(
                            "points",
                            web.timeSeries(series.query, series.interval, series.timezone, series.weekStart).stream()
                                    .map(point -> point(point, series.interval))
                                    .toList());
                    return json;
                },
                (series, before) ->
                        new Series(series.query.during(before), series.interval, series.timezone, series.weekStart));
    }

    /** Answers a question, and the same about the time before, where that is asked for. */
    private <Q> ServerResponse answer(
            ApiRequest request,
            BiFunction<JsonInput, WebQuery, Q> question,
            Function<Q, Map<String, @Nullable Object>> report,
            BiFunction<Q, Period, Q> during) {
        Compared<Q> asked = request.query(NUMBERS, input -> {
            WebQuery query = query(request, input);
            Q about = question.apply(input, query);
            return Compared.of(input, about, query.period(), before -> during.apply(about, before));
        });
        return ApiReply.ok(asked.answer(report));
    }

    private WebQuery query(ApiRequest request, JsonInput input) {
        Integer limit = input.at("limit").integer(1, MAX_LIMIT);
        return new WebQuery(
                request.app(),
                periods.readOfWeb(input),
                Objects.requireNonNullElse(limit, WebQuery.DEFAULT_LIMIT),
                input.at("segment").text(MAX_TEXT),
                SessionGapParameter.read(input));
    }

    private static Map<String, @Nullable Object> overview(WebOverview overview) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("visitors", overview.visitors());
        json.put("views", overview.views());
        json.put("sessions", overview.sessions());
        json.put("bounceRate", overview.bounceRate());
        json.put("averageDurationSeconds", overview.averageDurationSeconds());
        json.put("purged", overview.purged());
        return json;
    }

    private static Map<String, Object> page(PageFigures page, @Nullable List<Long> series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("page", page.page());
        json.put("views", page.views());
        json.put("visitors", page.visitors());
        json.put("entries", page.entries());
        json.put("exits", page.exits());
        json.put("bounceRate", page.bounceRate());
        json.put("exitRate", page.exitRate());
        if (series != null) {
            json.put("series", series);
        }
        return json;
    }

    private static Map<String, Object> point(WebPoint point, CalendarInterval interval) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "start",
                interval == CalendarInterval.HOUR
                        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(point.start())
                        : point.start().toLocalDate().toString());
        json.put("visitors", point.visitors());
        json.put("views", point.views());
        json.put("sessions", point.sessions());
        json.put("complete", point.complete());
        json.put("purged", point.purged());
        return json;
    }

    private record Pages(
            WebQuery query,
            PageOrder order,
            @Nullable CalendarInterval interval,
            ZoneId timezone,
            DayOfWeek weekStart) {}

    private record Series(WebQuery query, CalendarInterval interval, ZoneId timezone, DayOfWeek weekStart) {}
}
