/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.trend.series.Measure;
import io.waymark.analytics.trend.series.SeriesQuery;
import io.waymark.analytics.trend.series.SeriesReport;
import io.waymark.analytics.trend.series.SeriesReport.Point;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers measures over time, told apart by a property. */
public final class TrendRoutes implements ApiRoutes {

    private static final Set<String> NUMBERS = Set.of("days", "movingAverage");
    private static final int MAX_TEXT = 200;

    private final SeriesReports reports;
    private final PeriodParameters periods;

    /**
     * Answers measures.
     *
     * @param reports measures
     * @param clock tells which days were the last ones
     */
    public TrendRoutes(SeriesReports reports, Clock clock) {
        this.reports = reports;
        this.periods = new PeriodParameters(clock);
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get(
                "/analytics/trends", request -> answer(request.query(NUMBERS, input -> query(request.app(), input))));
        router.add(
                HttpMethod.POST,
                "/analytics/trends",
                Grant.READ,
                request -> answer(JsonInput.read(
                        request.question(), "", input -> input.isObject() ? query(request.app(), input) : null)));
    }

    private @Nullable SeriesQuery query(AppId app, JsonInput input) {
        Measure measure = input.at("measure").oneOf(Measure.class, Measure.TOTAL);
        String property = input.at("property").text(MAX_TEXT);
        if (measure.ofProperty() != (property != null)) {
            input.at("property")
                    .fault(
                            property == null
                                    ? "must name the numeric property that is measured"
                                    : "must be left out: this measure is of no property");
            return null;
        }
        Period period = periods.read(input);
        Integer movingAverage = input.at("movingAverage").integer(1, SeriesQuery.MAX_MOVING_AVERAGE);
        return SeriesQuery.builder(
                        app,
                        input.at("event").text(MAX_TEXT),
                        period,
                        input.at("timezone").zone())
                .where(EventFilterJson.conditions(input.at("where")))
                .measure(measure, property)
                .breakdown(input.at("breakdown").text(MAX_TEXT))
                .comparedWith(PeriodParameters.comparison(input, period))
                .interval(input.at("interval").oneOf(CalendarInterval.class, CalendarInterval.DAY))
                .weekStart(PeriodParameters.weekStart(input))
                .movingAverage(Objects.requireNonNullElse(movingAverage, 1))
                .segment(input.at("segment").text(MAX_TEXT))
                .build();
    }

    private ServerResponse answer(SeriesQuery query) {
        SeriesReport report = reports.report(query);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", query.event());
        json.put("measure", name(query.measure()));
        json.put("interval", name(query.interval()));
        json.put("series", write(report.series(), report.interval()));
        if (query.comparison() != null) {
            json.put("previous", write(report.comparison(), report.interval()));
        }
        json.put("purged", report.purged());
        return ApiReply.ok(json);
    }

    private static List<Map<String, @Nullable Object>> write(List<Series> series, CalendarInterval interval) {
        return series.stream().map(each -> write(each, interval)).toList();
    }

    private static Map<String, @Nullable Object> write(Series series, CalendarInterval interval) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", name(series.kind()));
        json.put("value", series.value());
        json.put("total", series.total());
        json.put(
                "points",
                series.points().stream().map(point -> write(point, interval)).toList());
        return json;
    }

    private static Map<String, @Nullable Object> write(Point point, CalendarInterval interval) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "start",
                interval == CalendarInterval.HOUR
                        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(point.start())
                        : point.start().toLocalDate().toString());
        json.put("value", point.value());
        json.put("movingAverage", point.movingAverage());
        json.put("complete", !point.open());
        return json;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
