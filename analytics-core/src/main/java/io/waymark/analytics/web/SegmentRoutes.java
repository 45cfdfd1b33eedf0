/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.segment.Segment;
import io.waymark.analytics.segment.SegmentJson;
import io.waymark.analytics.segment.SegmentPresets;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.segment.SizeQuery;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts and lists the people of segments, stored or not, and keeps the stored ones. */
public final class SegmentRoutes implements ApiRoutes {

    private static final int MAX_TEXT = 200;
    private static final int DEFAULT_USERS = 1_000;
    private static final int MAX_USERS = 100_000;
    private static final Set<String> NUMBERS = Set.of("days");

    private final Segments segments;
    private final SegmentReports reports;
    private final PeriodParameters periods;

    /**
     * Answers segments.
     *
     * @param segments the stored ones
     * @param reports counts and lists
     * @param clock tells which days were the last ones
     */
    public SegmentRoutes(Segments segments, SegmentReports reports, Clock clock) {
        this.segments = segments;
        this.reports = reports;
        this.periods = new PeriodParameters(clock);
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.POST, "/analytics/segment", Grant.READ, this::count);
        router.get(
                "/segments",
                request -> ApiReply.ok(Map.of(
                        "segments",
                        segments.list(request.app()).stream()
                                .map(SegmentRoutes::write)
                                .toList(),
                        "presets",
                        SegmentPresets.all().stream().map(SegmentRoutes::write).toList())));
        router.add(HttpMethod.POST, "/segments", Grant.MANAGE, this::create);
        router.get("/segments/{id}", request -> ApiReply.ok(write(find(request))));
        router.add(HttpMethod.PUT, "/segments/{id}", Grant.MANAGE, this::update);
        router.add(HttpMethod.DELETE, "/segments/{id}", Grant.MANAGE, this::delete);
        router.get("/segments/{id}/users", Compared.never(this::users));
        router.get("/analytics/segments/{id}/users", Compared.never(this::users));
        router.get("/analytics/segments/{id}/size", this::size);
        router.add(HttpMethod.POST, "/analytics/segment/size", Grant.READ, this::sizeOfRule);
    }

    private ServerResponse count(ApiRequest request) {
        JsonNode body = request.body();
        SegmentRule rule = JsonInput.read(body, "", input -> {
            Compared.refuse(input);
            return rule(body);
        });
        return ApiReply.ok(Map.of("users", reports.count(request.app(), rule)));
    }

    private ServerResponse size(ApiRequest request) {
        SegmentRule rule = storedRule(request);
        return answer(request.query(NUMBERS, input -> sizeQuery(request, rule, input)));
    }

    private ServerResponse sizeOfRule(ApiRequest request) {
        JsonNode body = request.question();
        SegmentRule rule = rule(body);
        return answer(JsonInput.read(body, "", input -> sizeQuery(request, rule, input)));
    }

    private @Nullable Compared<SizeQuery> sizeQuery(ApiRequest request, SegmentRule rule, JsonInput input) {
        CalendarInterval interval = input.at("interval").oneOf(CalendarInterval.class, CalendarInterval.DAY);
        if (interval == CalendarInterval.HOUR) {
            input.at("interval").fault("must be day, week or month");
            return null;
        }
        SizeQuery query = new SizeQuery(
                request.app(),
                rule,
                periods.read(input),
                interval,
                input.at("timezone").zone(),
                PeriodParameters.weekStart(input));
        return Compared.of(input, query, query.period(), query::during);
    }

    private ServerResponse answer(Compared<SizeQuery> asked) {
        return ApiReply.ok(asked.answer(query -> ReportJson.write(reports.sizes(query))));
    }

    private SegmentRule storedRule(ApiRequest request) {
        return segments.find(request.app(), request.path("id"))
                .map(Segment::rule)
                .or(() -> SegmentPresets.find(request.path("id")).map(SegmentPresets.Preset::rule))
                .orElseThrow(() -> notFound(request));
    }

    private ServerResponse users(ApiRequest request) {
        SegmentRule rule = storedRule(request);
        Part part = request.parameters(
                Set.of("limit"),
                input -> new Part(
                        Objects.requireNonNullElse(input.at("after").text(MAX_TEXT), ""),
                        Objects.requireNonNullElse(input.at("limit").integer(1, MAX_USERS), DEFAULT_USERS)));
        List<String> found = reports.persons(request.app(), rule, part.after, part.limit + 1);
        boolean more = found.size() > part.limit;
        List<String> users = more ? found.subList(0, part.limit) : found;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("total", reports.count(request.app(), rule));
        json.put("users", users);
        json.put("next", more ? users.get(part.limit - 1) : null);
        return ApiReply.ok(json);
    }

    /** The people after one, at most so many. */
    private record Part(String after, int limit) {}

    private ServerResponse create(ApiRequest request) {
        JsonNode body = request.body();
        SegmentRule rule = rule(body);
        String key = text(body, "key");
        if (segments.find(request.app(), key).isPresent()) {
            throw new ProblemException(
                    Problem.of(HttpStatus.CONFLICT, "There is a segment '" + key + "' already; change it with PUT"));
        }
        Segment segment = segments.save(request.app(), key, text(body, "name"), rule, request.actor());
        return ApiReply.created(URI.create(request.path() + "/" + segment.id()), write(segment));
    }

    private ServerResponse update(ApiRequest request) {
        Segment stored = find(request);
        JsonNode body = request.body();
        Segment changed = stored.changed(text(body, "name"), rule(body), Versions.read(body, stored.version()));
        return ApiReply.ok(write(segments.update(request.app(), changed, request.actor())));
    }

    private ServerResponse delete(ApiRequest request) {
        if (!segments.delete(request.app(), request.path("id"), request.actor())) {
            throw notFound(request);
        }
        return ApiReply.noContent();
    }

    private Segment find(ApiRequest request) {
        return segments.find(request.app(), request.path("id")).orElseThrow(() -> notFound(request));
    }

    private static ProblemException notFound(ApiRequest request) {
        return ApiRequest.notFound("segment", request.path("id"));
    }

    private static SegmentRule rule(JsonNode body) {
        JsonNode rule = body.get("rule");
        return SegmentJson.rule(rule == null ? MissingNode.getInstance() : rule, "/rule");
    }

    private static String text(JsonNode body, String field) {
        return JsonInput.read(
                body, "", input -> input.isObject() ? input.at(field).requiredText(MAX_TEXT) : null);
    }

    private static ObjectNode write(SegmentPresets.Preset preset) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", preset.key());
        json.set("rule", SegmentJson.write(preset.rule()));
        return json;
    }

    private static ObjectNode write(Segment segment) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", segment.id());
        json.put("key", segment.key());
        json.put("name", segment.name());
        json.set("rule", SegmentJson.write(segment.rule()));
        json.put("createdAt", segment.createdAt().toString());
        json.put("updatedAt", segment.updatedAt().toString());
        json.put("version", segment.version());
        return json;
    }
}
