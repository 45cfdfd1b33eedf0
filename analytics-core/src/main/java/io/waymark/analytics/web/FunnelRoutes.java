/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.funnel.Funnel;
import io.waymark.analytics.funnel.FunnelJson;
import io.waymark.analytics.funnel.FunnelPeople;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.ProblemException;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers funnels, stored or not, and keeps the stored ones. */
public final class FunnelRoutes implements ApiRoutes {

    private static final String WHAT = "funnel";
    private static final Set<String> NUMBERS = Set.of("step", "limit", "days");
    private static final int DEFAULT_PEOPLE = 100;
    private static final int MAX_PEOPLE = 1_000;
    private static final int MAX_TEXT = 200;

    private final Funnels funnels;
    private final FunnelReports reports;

    /**
     * Answers funnels.
     *
     * @param funnels the stored ones
     * @param reports answers them
     */
    public FunnelRoutes(Funnels funnels, FunnelReports reports) {
        this.funnels = funnels;
        this.reports = reports;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.POST, "/analytics/funnel", Grant.READ, this::ask);
        router.add(HttpMethod.POST, "/analytics/funnel/people", Grant.READ, this::people);
        router.get("/analytics/funnel/{id}", this::answer);
        router.get("/analytics/funnel/{id}/people", Compared.never(this::peopleOfStored));
        router.get(
                "/funnels",
                request -> ApiReply.ok(Map.of(
                        "funnels",
                        funnels.list(request.app()).stream()
                                .map(FunnelRoutes::write)
                                .toList())));
        router.add(HttpMethod.POST, "/funnels", Grant.MANAGE, this::create);
        router.get("/funnels/{id}", request -> ApiReply.ok(write(find(request))));
        router.add(HttpMethod.PUT, "/funnels/{id}", Grant.MANAGE, this::update);
        router.add(HttpMethod.DELETE, "/funnels/{id}", Grant.MANAGE, this::delete);
    }

    private ServerResponse ask(ApiRequest request) {
        JsonNode body = request.question();
        FunnelQuery query = FunnelJson.query(request.app(), body);
        Compared<FunnelQuery> asked = JsonInput.read(body, "", input -> compared(query, input));
        return ApiReply.ok(write(asked));
    }

    private ServerResponse answer(ApiRequest request) {
        Funnel funnel = find(request);
        Compared<FunnelQuery> asked = request.query(Set.of(), input -> compared(query(request, funnel, input), input));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("funnelId", funnel.id());
        answer.put("name", funnel.name());
        answer.setAll(write(asked));
        return ApiReply.ok(answer);
    }

    private static FunnelQuery query(ApiRequest request, Funnel funnel, JsonInput input) {
        ZoneId timezone = input.at("timezone").zone();
        return new FunnelQuery(
                request.app(),
                funnel.definition(),
                input.period(timezone),
                timezone,
                PeriodParameters.weekStart(input),
                input.at("segment").text(MAX_TEXT));
    }

    private static Compared<FunnelQuery> compared(FunnelQuery query, JsonInput input) {
        return Compared.of(input, query, query.period(), query::during);
    }

    private ObjectNode write(Compared<FunnelQuery> asked) {
        ObjectNode answer = (ObjectNode) FunnelJson.write(reports.report(asked.query()));
        if (asked.before() != null) {
            answer.set("previous", FunnelJson.write(reports.report(asked.before())));
        }
        return answer;
    }

    private ServerResponse people(ApiRequest request) {
        JsonNode body = request.question();
        FunnelQuery query = FunnelJson.query(request.app(), body);
        return JsonInput.read(body, "", input -> {
            Compared.refuse(input);
            return people(query, input);
        });
    }

    private ServerResponse peopleOfStored(ApiRequest request) {
        Funnel funnel = find(request);
        return request.query(NUMBERS, input -> people(query(request, funnel, input), input));
    }

    private @Nullable ServerResponse people(FunnelQuery query, JsonInput input) {
        FunnelPeople people = FunnelPeopleParameters.read(input, query.definition());
        Integer limit = input.at("limit").integer(1, MAX_PEOPLE);
        return people == null || input.faulty()
                ? null
                : ApiReply.ok(Map.of(
                        "users", reports.people(query, people, Objects.requireNonNullElse(limit, DEFAULT_PEOPLE))));
    }

    private ServerResponse create(ApiRequest request) {
        JsonNode body = request.body();
        Funnel funnel = funnels.save(request.app(), name(body), FunnelJson.definition(body), request.actor());
        return ApiReply.created(URI.create(request.path() + "/" + funnel.id()), write(funnel));
    }

    private ServerResponse update(ApiRequest request) {
        Funnel stored = find(request);
        JsonNode body = request.body();
        Funnel changed = new Funnel(
                stored.id(),
                name(body),
                FunnelJson.definition(body),
                stored.createdAt(),
                stored.updatedAt(),
                Versions.read(body, stored.version()));
        return ApiReply.ok(write(funnels.update(request.app(), changed, request.actor())));
    }

    private ServerResponse delete(ApiRequest request) {
        long id = request.id("id", WHAT);
        if (!funnels.delete(request.app(), id, request.actor())) {
            throw notFound(request);
        }
        return ApiReply.noContent();
    }

    private Funnel find(ApiRequest request) {
        return funnels.find(request.app(), request.id("id", WHAT)).orElseThrow(() -> notFound(request));
    }

    private static ProblemException notFound(ApiRequest request) {
        return ApiRequest.notFound(WHAT, request.path("id"));
    }

    private static String name(JsonNode body) {
        return JsonInput.read(
                body, "", input -> input.isObject() ? input.at("name").requiredText(Funnels.MAX_NAME) : null);
    }

    private static ObjectNode write(Funnel funnel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", funnel.id());
        json.put("name", funnel.name());
        json.setAll((ObjectNode) FunnelJson.write(funnel.definition()));
        json.put("createdAt", funnel.createdAt().toString());
        json.put("updatedAt", funnel.updatedAt().toString());
        json.put("version", funnel.version());
        return json;
    }
}
