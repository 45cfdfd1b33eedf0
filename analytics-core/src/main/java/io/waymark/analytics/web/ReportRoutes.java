/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.journey.JourneyQuery;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.PropertyQuery;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers how much happened, who came back, and which ways were taken. */
public final class ReportRoutes implements ApiRoutes {

    private static final int DEFAULT_TOP_EVENTS = 100;
    private static final int DEFAULT_PEOPLE = 100;
    private static final int MAX_TEXT = 200;
    private static final int MAX_LIMIT = 1_000;
    private static final Set<String> NUMBERS = Set.of("days", "limit");

    private final TrendReports trends;
    private final RetentionReports retention;
    private final JourneyReports journeys;
    private final Clock clock;

    /**
     * Answers reports.
     *
     * @param trends answers how much happened
     * @param retention answers who came back
     * @param journeys answers which ways were taken
     * @param clock tells which days were the last ones
     */
    public ReportRoutes(TrendReports trends, RetentionReports retention, JourneyReports journeys, Clock clock) {
        this.trends = trends;
        this.retention = retention;
        this.journeys = journeys;
        this.clock = clock;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/overview", this::overview);
        router.get("/analytics/events/{name}/timeseries", this::timeSeries);
        router.get("/analytics/events/{name}/properties", this::properties);
        router.get("/analytics/events/{name}/people", Compared.never(this::people));
        router.get("/analytics/retention", this::retention);
        router.get("/analytics/retention/people", Compared.never(this::retentionPeople));
        router.get("/analytics/journeys", this::journeys);
    }

    private ServerResponse overview(ApiRequest request) {
        Compared<OverviewQuery> asked = request.query(NUMBERS, input -> {
            OverviewQuery query = OverviewQuery.of(request.app(), period(input))
                    .sessionGap(SessionGapParameter.read(input))
                    .limit(limit(input, DEFAULT_TOP_EVENTS))
                    .segment(input.at("segment").text(MAX_TEXT));
            return Compared.of(input, query, query.period(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> ReportJson.write(trends.overview(query))));
    }

    private ServerResponse timeSeries(ApiRequest request) {
        Compared<TrendQuery> asked = request.query(NUMBERS, input -> {
            ZoneId timezone = input.at("timezone").zone();
            TrendQuery query = new TrendQuery(
                    request.app(),
                    event(request),
                    period(input),
                    input.at("interval").oneOf(CalendarInterval.class, CalendarInterval.DAY),
                    timezone,
                    PeriodParameters.weekStart(input),
                    input.at("segment").text(MAX_TEXT));
            return Compared.of(input, query, query.period(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> ReportJson.write(trends.trend(query))));
    }

    private ServerResponse people(ApiRequest request) {
        Sample sample = request.query(
                NUMBERS,
                input -> new Sample(period(input), input.at("segment").text(MAX_TEXT), limit(input, DEFAULT_PEOPLE)));
        return ApiReply.ok(Map.of(
                "users", trends.who(request.app(), event(request), sample.period(), sample.segment(), sample.limit())));
    }

    private record Sample(Period period, @Nullable String segment, int limit) {}

    private ServerResponse properties(ApiRequest request) {
        Compared<PropertyQuery> asked = request.query(NUMBERS, input -> {
            PropertyQuery query = new PropertyQuery(
                    request.app(),
                    event(request),
                    period(input),
                    input.at("segment").text(MAX_TEXT));
            return Compared.of(input, query, query.period(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> ReportJson.write(trends.properties(query))));
    }

    private ServerResponse retention(ApiRequest request) {
        RetentionParameters parameters = new RetentionParameters(request.app(), clock);
        Compared<RetentionQuery> asked = request.query(RetentionParameters.NUMBERS, input -> {
            RetentionQuery query = parameters.read(input);
            return query == null ? null : Compared.of(input, query, query.range(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> ReportJson.write(retention.report(query))));
    }

    private ServerResponse retentionPeople(ApiRequest request) {
        RetentionParameters parameters = new RetentionParameters(request.app(), clock);
        return ApiReply.ok(Map.of("users", request.query(RetentionParameters.NUMBERS, input -> {
            RetentionQuery query = parameters.read(input);
            LocalDate cohort = PeriodParameters.date(input.at("cohort"));
            Integer number = input.at("number").integer(0, MAX_LIMIT);
            int limit = limit(input, DEFAULT_PEOPLE);
            return query == null || cohort == null || input.faulty()
                    ? null
                    : retention.people(query, cohort, number, limit);
        })));
    }

    private ServerResponse journeys(ApiRequest request) {
        Compared<JourneyQuery> asked = request.query(NUMBERS, input -> {
            JourneyQuery query = JourneyQuery.of(request.app(), period(input))
                    .sessionGap(SessionGapParameter.read(input))
                    .labelProperty(input.at("labelProperty").text(MAX_TEXT))
                    .limit(limit(input, JourneyQuery.DEFAULT_LIMIT))
                    .segment(input.at("segment").text(MAX_TEXT));
            return Compared.of(input, query, query.period(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> ReportJson.write(journeys.report(query))));
    }

    private Period period(JsonInput input) {
        return new PeriodParameters(clock).read(input);
    }

    private static int limit(JsonInput input, int otherwise) {
        return Objects.requireNonNullElse(input.at("limit").integer(1, MAX_LIMIT), otherwise);
    }

    private static String event(ApiRequest request) {
        return request.path("name");
    }
}
