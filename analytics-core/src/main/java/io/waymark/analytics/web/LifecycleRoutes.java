/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.lifecycle.LifecycleQuery;
import io.waymark.analytics.lifecycle.LifecycleReport;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.LifecycleState;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.lifecycle.StickinessReport;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers who is new, comes back or stays away, and on how many days people are active. */
public final class LifecycleRoutes implements ApiRoutes {

    private static final Set<String> NUMBERS = Set.of("days", "limit");
    private static final int DEFAULT_PEOPLE = 100;
    private static final int MAX_PEOPLE = 1_000;
    private static final int MAX_TEXT = 200;

    private final LifecycleReports reports;
    private final PeriodParameters periods;

    /**
     * Answers about activity.
     *
     * @param reports counts people
     * @param clock tells which days were the last ones
     */
    public LifecycleRoutes(LifecycleReports reports, Clock clock) {
        this.reports = reports;
        this.periods = new PeriodParameters(clock);
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/lifecycle", this::lifecycle);
        router.get("/analytics/lifecycle/people", Compared.never(this::people));
        router.get("/analytics/stickiness", this::stickiness);
    }

    private ServerResponse lifecycle(ApiRequest request) {
        Compared<LifecycleQuery> asked = request.query(NUMBERS, input -> {
            LifecycleQuery query = lifecycleQuery(request, input);
            return query == null ? null : Compared.of(input, query, query.range(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> write(reports.lifecycle(query))));
    }

    private static Map<String, @Nullable Object> write(LifecycleReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", report.event());
        json.put("period", report.period().name().toLowerCase(Locale.ROOT));
        json.put("points", report.points().stream().map(LifecycleRoutes::write).toList());
        return json;
    }

    private ServerResponse people(ApiRequest request) {
        return ApiReply.ok(Map.of("users", request.query(NUMBERS, input -> people(request, input))));
    }

    private @Nullable List<String> people(ApiRequest request, JsonInput input) {
        LifecycleQuery query = lifecycleQuery(request, input);
        LocalDate start = PeriodParameters.date(input.at("start"));
        LifecycleState state =
                input.at("state").isAbsent() ? null : input.at("state").oneOf(LifecycleState.class, LifecycleState.NEW);
        Integer limit = input.at("limit").integer(1, MAX_PEOPLE);
        return query == null || start == null || input.faulty()
                ? null
                : reports.people(query, start, state, Objects.requireNonNullElse(limit, DEFAULT_PEOPLE));
    }

    private @Nullable LifecycleQuery lifecycleQuery(ApiRequest request, JsonInput input) {
        CalendarInterval period = input.at("period").oneOf(CalendarInterval.class, CalendarInterval.WEEK);
        if (period == CalendarInterval.HOUR) {
            input.at("period").fault("must be day, week or month");
            return null;
        }
        return new LifecycleQuery(
                request.app(),
                input.at("event").text(MAX_TEXT),
                periods.read(input),
                period,
                input.at("timezone").zone(),
                PeriodParameters.weekStart(input),
                input.at("segment").text(MAX_TEXT));
    }

    private static Map<String, Object> write(LifecycleReport.Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", point.start().toLocalDate().toString());
        json.put("active", point.active());
        json.put("new", point.fresh());
        json.put("returning", point.returning());
        json.put("resurrecting", point.resurrecting());
        json.put("dormant", point.dormant());
        json.put("complete", !point.open());
        json.put("purged", point.purged());
        return json;
    }

    private ServerResponse stickiness(ApiRequest request) {
        Compared<StickinessQuery> asked = request.query(NUMBERS, input -> {
            StickinessQuery query = new StickinessQuery(
                    request.app(),
                    input.at("event").text(MAX_TEXT),
                    periods.read(input),
                    input.at("timezone").zone(),
                    input.at("segment").text(MAX_TEXT));
            return Compared.of(input, query, query.range(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> write(reports.stickiness(query))));
    }

    private static Map<String, @Nullable Object> write(StickinessReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", report.event());
        json.put("stickiness", report.stickiness());
        json.put("points", report.points().stream().map(LifecycleRoutes::write).toList());
        json.put("histogram", report.histogram());
        return json;
    }

    private static Map<String, Object> write(StickinessReport.Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("day", point.day().toString());
        json.put("dau", point.dau());
        json.put("wau", point.wau());
        json.put("mau", point.mau());
        json.put("stickiness", point.stickiness());
        json.put("complete", !point.open());
        json.put("purged", point.purged());
        return json;
    }
}
