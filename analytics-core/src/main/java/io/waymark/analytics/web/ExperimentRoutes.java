/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentJson;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.report.BreakdownJson;
import io.waymark.analytics.experiment.report.ExperimentReportJson;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;

/** Assigns people to variants, shows what experiments have shown, and keeps their definitions. */
public final class ExperimentRoutes implements ApiRoutes {

    private static final int MAX_ID = 200;
    private static final int MAX_WHY = 1_000;

    private final ExperimentCatalog catalog;
    private final Experiments experiments;
    private final ExperimentReports reports;

    /**
     * Serves experiments.
     *
     * @param catalog the stored ones
     * @param experiments assigns
     * @param reports shows results
     */
    public ExperimentRoutes(ExperimentCatalog catalog, Experiments experiments, ExperimentReports reports) {
        this.catalog = catalog;
        this.experiments = experiments;
        this.reports = reports;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get(
                "/experiments",
                request -> ApiReply.ok(Map.of(
                        "experiments",
                        catalog.list(request.app()).stream()
                                .map(ExperimentJson::write)
                                .toList())));
        router.add(HttpMethod.POST, "/experiments", Grant.MANAGE, this::create);
        router.get("/experiments/{id}", request -> ApiReply.ok(ExperimentJson.write(find(request))));
        router.add(HttpMethod.PUT, "/experiments/{id}", Grant.MANAGE, this::update);
        router.add(HttpMethod.DELETE, "/experiments/{id}", Grant.MANAGE, this::delete);
        router.add(HttpMethod.POST, "/experiments/{id}/start", Grant.MANAGE, this::start);
        router.add(HttpMethod.POST, "/experiments/{id}/conclude", Grant.MANAGE, this::conclude);
        router.get("/experiments/{id}/assign", this::assign);
        router.add(HttpMethod.POST, "/experiments/{id}/assign", Grant.READ, this::assignWithAttributes);
        router.add(HttpMethod.POST, "/experiments/{id}/acknowledge", Grant.MANAGE, this::acknowledge);
        router.get(
                "/experiments/{id}/results",
                request -> ApiReply.ok(ExperimentReportJson.write(reports.report(request.app(), request.path("id")))));
        router.get("/experiments/{id}/results/breakdown", this::breakdown);
    }

    private ServerResponse create(ApiRequest request) {
        ExperimentDefinition definition = ExperimentJson.read(request.body());
        Experiment experiment = catalog.create(request.app(), definition, request.actor());
        return ApiReply.created(URI.create(request.path() + "/" + experiment.id()), ExperimentJson.write(experiment));
    }

    private ServerResponse update(ApiRequest request) {
        ExperimentDefinition definition = ExperimentJson.read(request.body());
        return ApiReply.ok(
                ExperimentJson.write(catalog.update(request.app(), request.path("id"), definition, request.actor())));
    }

    private ServerResponse delete(ApiRequest request) {
        catalog.delete(request.app(), request.path("id"), request.actor());
        return ApiReply.noContent();
    }

    private ServerResponse start(ApiRequest request) {
        String why = why(request);
        return ApiReply.ok(
                ExperimentJson.write(catalog.start(request.app(), request.path("id"), request.actor(), why)));
    }

    private ServerResponse conclude(ApiRequest request) {
        Conclusion conclusion = JsonInput.read(
                request.body(),
                "",
                input -> input.isObject()
                        ? new Conclusion(
                                input.at("variant").text(MAX_ID),
                                input.at("why").text(MAX_WHY))
                        : null);
        Experiment concluded = catalog.conclude(
                request.app(), request.path("id"), conclusion.variant(), request.actor(), conclusion.why());
        reports.freeze(request.app(), concluded.key());
        return ApiReply.ok(ExperimentJson.write(concluded));
    }

    private ServerResponse acknowledge(ApiRequest request) {
        String reason = JsonInput.read(
                request.body(),
                "",
                input -> input.isObject() ? input.at("reason").requiredText(MAX_WHY) : null);
        reports.acknowledge(request.app(), request.path("id"), request.actor(), reason);
        return ApiReply.noContent();
    }

    /** A start needs no body. */
    private static @Nullable String why(ApiRequest request) {
        return request.parameters(
                        Set.of(), input -> Optional.ofNullable(input.at("why").text(MAX_WHY)))
                .orElse(null);
    }

    private ServerResponse assignWithAttributes(ApiRequest request) {
        String key = find(request).key();
        AttributeParameters parameters = JsonInput.read(
                request.body(),
                "",
                input -> input.isObject()
                        ? new AttributeParameters(
                                input.at("userId").text(MAX_ID),
                                input.at("expose").bool(true),
                                attributes(input.at("attributes")))
                        : null);
        return answer(
                parameters.expose()
                        ? experiments.expose(request.app(), key, parameters.userId(), parameters.attributes())
                        : experiments.assign(request.app(), key, parameters.userId(), parameters.attributes()));
    }

    private static Map<String, ?> attributes(JsonInput input) {
        return input.isAbsent() || !input.isObject()
                ? Map.of()
                : StoredJson.properties(input.node().toString());
    }

    /** Seeing the variant counts as exposure, unless {@code expose=false} says that it is not shown yet. */
    private ServerResponse assign(ApiRequest request) {
        String key = find(request).key();
        AssignParameters parameters = request.parameters(
                Set.of(),
                input -> new AssignParameters(
                        input.at("userId").text(MAX_ID), input.at("expose").bool(true)));
        Assignment assignment = parameters.expose()
                ? experiments.expose(request.app(), key, parameters.userId())
                : experiments.assign(request.app(), key, parameters.userId());
        return answer(assignment);
    }

    private static ServerResponse answer(Assignment assignment) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment", assignment.experiment());
        answer.put("variant", assignment.variant());
        answer.put("reason", assignment.reason());
        answer.put("phase", assignment.phase());
        return ApiReply.ok(answer);
    }

    private ServerResponse breakdown(ApiRequest request) {
        Division division = request.parameters(Set.of(), input -> {
            String property = input.at("property").requiredText(MAX_ID);
            String metric = input.at("metric").text(MAX_ID);
            return property == null ? null : new Division(property, metric == null ? Metric.MAIN_GOAL : metric);
        });
        return ApiReply.ok(BreakdownJson.write(
                reports.breakdown(request.app(), request.path("id"), division.property(), division.metric())));
    }

    private Experiment find(ApiRequest request) {
        String idOrKey = request.path("id");
        Experiment known = catalog.current(request.app(), idOrKey);
        return known == null ? catalog.get(request.app(), idOrKey) : known;
    }

    private record Conclusion(
            @Nullable String variant, @Nullable String why) {}

    private record Division(String property, String metric) {}

    private record AttributeParameters(@Nullable String userId, boolean expose, Map<String, ?> attributes) {}

    private record AssignParameters(@Nullable String userId, boolean expose) {}
}
