/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.journey.FlowMode;
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers which ways people take, step by step. */
public final class FlowRoutes implements ApiRoutes {

    private static final Set<String> NUMBERS = Set.of("days", "steps", "top");
    private static final int MAX_TEXT = 200;
    private static final int MAX_PATTERN_TEXT = 4_000;
    private static final Duration MAX_QUIET = Duration.ofDays(3_660);

    private final FlowReports reports;
    private final PeriodParameters periods;

    /**
     * Answers about ways.
     *
     * @param reports counts them
     * @param clock tells which days were the last ones
     */
    public FlowRoutes(FlowReports reports, Clock clock) {
        this.reports = reports;
        this.periods = new PeriodParameters(clock);
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/journeys/flow", this::flow);
    }

    private ServerResponse flow(ApiRequest request) {
        Compared<FlowQuery> asked = request.query(NUMBERS, input -> {
            FlowQuery query = query(request, input);
            return query == null ? null : Compared.of(input, query, query.period(), query::during);
        });
        return ApiReply.ok(asked.answer(query -> write(reports.report(query))));
    }

    private static Map<String, @Nullable Object> write(FlowReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("journeys", report.journeys());
        json.put("users", report.users());
        json.put("nodes", report.nodes());
        json.put("links", report.links());
        json.put("purged", report.purged());
        return json;
    }

    private @Nullable FlowQuery query(ApiRequest request, JsonInput input) {
        FlowMode mode = input.at("mode").oneOf(FlowMode.class, FlowMode.START);
        String event = input.at("event").text(MAX_TEXT);
        if (mode.ofEvent() != (event != null)) {
            input.at("event")
                    .fault(event == null ? "must name the event or path that it is about" : "must be left out");
            return null;
        }
        List<String> patterns = patterns(input.at("patterns"));
        FlowQuery query = FlowQuery.starts(request.app(), periods.read(input))
                .about(mode, event)
                .size(
                        Objects.requireNonNullElse(input.at("steps").integer(2, FlowQuery.MAX_STEPS), 5),
                        Objects.requireNonNullElse(input.at("top").integer(1, FlowQuery.MAX_TOP), 5))
                .sessionGap(SessionGapParameter.read(input))
                .quietFor(input.at("quietFor").duration(MAX_QUIET, FlowQuery.DEFAULT_QUIET))
                .segment(input.at("segment").text(MAX_TEXT));
        if (patterns.size() > FlowQuery.MAX_PATTERNS) {
            input.at("patterns").fault("must be at most " + FlowQuery.MAX_PATTERNS);
            return null;
        }
        boolean whole = input.at("scope").oneOf(Scope.class, mode == FlowMode.CHURN ? Scope.RANGE : Scope.SESSION)
                == Scope.RANGE;
        return whole ? query.patterns(patterns).wholeRange() : query.patterns(patterns);
    }

    private static List<String> patterns(JsonInput input) {
        String text = input.text(MAX_PATTERN_TEXT);
        return text == null
                ? List.of()
                : Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    private enum Scope {
        SESSION,
        RANGE
    }
}
