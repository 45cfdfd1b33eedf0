/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers which sessions people have, and how these begin and end. */
public final class SessionRoutes implements ApiRoutes {

    private static final Set<String> NUMBERS = Set.of("days", "limit");
    private static final int MAX_TEXT = 200;
    private static final int MAX_LIMIT = 1_000;

    private final SessionReports reports;
    private final PeriodParameters periods;

    /**
     * Answers about sessions.
     *
     * @param reports counts them
     * @param clock tells which days were the last ones
     */
    public SessionRoutes(SessionReports reports, Clock clock) {
        this.reports = reports;
        this.periods = new PeriodParameters(clock);
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/sessions", this::sessions);
    }

    private ServerResponse sessions(ApiRequest request) {
        Compared<SessionQuery> asked = request.query(NUMBERS, input -> {
            SessionQuery query = query(request, input);
            return Compared.of(input, query, query.period(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> write(reports.report(query))));
    }

    private SessionQuery query(ApiRequest request, JsonInput input) {
        return SessionQuery.of(
                        request.app(), periods.read(input), input.at("timezone").zone())
                .sessionGap(SessionGapParameter.read(input))
                .event(input.at("event").text(MAX_TEXT))
                .labelProperty(input.at("labelProperty").text(MAX_TEXT))
                .pageView(input.at("pageView").text(MAX_TEXT))
                .limit(Objects.requireNonNullElse(input.at("limit").integer(1, MAX_LIMIT), SessionQuery.DEFAULT_LIMIT))
                .segment(input.at("segment").text(MAX_TEXT));
    }

    private static Map<String, @Nullable Object> write(SessionReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sessions", report.sessions());
        json.put("users", report.users());
        json.put("events", report.events());
        json.put("bounces", report.bounces());
        json.put("bounceRate", report.bounceRate());
        json.put("averageEvents", report.averageEvents());
        json.put("averageDurationSeconds", report.averageDurationSeconds());
        json.put("medianDurationSeconds", report.medianDurationSeconds());
        json.put("entries", report.entries());
        json.put("exits", report.exits());
        json.put(
                "days",
                report.perStartDay().stream()
                        .map(day -> new Day(day.day().toString(), day.sessions()))
                        .toList());
        json.put("purged", report.purged());
        return json;
    }

    /** How many sessions started on a day. */
    record Day(String start, long sessions) {}
}
