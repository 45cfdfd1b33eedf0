/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.experiment;

import io.waymark.analytics.experiment.ChangeOfTraffic;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentJson;
import io.waymark.analytics.experiment.ExperimentLife;
import io.waymark.analytics.experiment.assign.ChangePreview;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.plan.PlanJson;
import io.waymark.analytics.experiment.plan.Schedule;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.store.AuditEntry;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.JsonNodeFactory;

/** Pauses, resumes, ramps, schedules and archives experiments, sets overrides, and tells who did what. */
public final class ExperimentLifeRoutes implements ApiRoutes {

    private static final int MAX_WHY = 1_000;
    private static final int MAX_VARIANT = 100;
    private static final int MAX_VARIANTS = 20;
    private static final int MAX_WEIGHT = 1_000_000;
    private static final int ALL_TRAFFIC = 10_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final ExperimentCatalog catalog;
    private final ExperimentLife life;
    private final ChangePreviews previews;

    /**
     * Serves what can be done to experiments.
     *
     * @param catalog the stored ones
     * @param previews tells what a change would do
     */
    public ExperimentLifeRoutes(ExperimentCatalog catalog, ChangePreviews previews) {
        this.catalog = catalog;
        this.life = catalog.life();
        this.previews = previews;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(
                HttpMethod.POST,
                "/experiments/{id}/pause",
                Grant.MANAGE,
                request -> changed(
                        request, Why::read, why -> life.pause(request.app(), id(request), request.actor(), why.why())));
        router.add(
                HttpMethod.POST,
                "/experiments/{id}/resume",
                Grant.MANAGE,
                request -> changed(
                        request,
                        Why::read,
                        why -> life.resume(request.app(), id(request), request.actor(), why.why())));
        router.add(
                HttpMethod.POST,
                "/experiments/{id}/archive",
                Grant.MANAGE,
                request -> changed(
                        request,
                        Why::read,
                        why -> life.archive(request.app(), id(request), request.actor(), why.why())));
        router.add(
                HttpMethod.PUT,
                "/experiments/{id}/traffic",
                Grant.MANAGE,
                request -> changed(
                        request,
                        Traffic::read,
                        traffic -> life.changeTraffic(
                                request.app(), id(request), traffic.change(), request.actor(), traffic.why())));
        router.add(HttpMethod.POST, "/experiments/{id}/preview", Grant.READ, this::preview);
        router.add(
                HttpMethod.PUT,
                "/experiments/{id}/schedule",
                Grant.MANAGE,
                request -> changed(
                        request,
                        Times::read,
                        times -> life.schedule(
                                request.app(), id(request), times.schedule(), request.actor(), times.why())));
        router.add(
                HttpMethod.PUT,
                "/experiments/{id}/overrides/{userId}",
                Grant.MANAGE,
                request -> changed(
                        request,
                        Choice::read,
                        override -> life.override(
                                request.app(),
                                id(request),
                                request.path("userId"),
                                override.variant(),
                                request.actor(),
                                override.why())));
        router.add(HttpMethod.DELETE, "/experiments/{id}/overrides/{userId}", Grant.MANAGE, this::leave);
        router.get("/experiments/{id}/audit", this::audit);
    }

    private static String id(ApiRequest request) {
        return request.path("id");
    }

    private static <T> ServerResponse changed(
            ApiRequest request, Function<JsonInput, @Nullable T> reader, Function<T, Experiment> change) {
        T input = JsonInput.read(request.body(), "", reader);
        return ApiReply.ok(ExperimentJson.write(change.apply(input)));
    }

    private ServerResponse leave(ApiRequest request) {
        return ApiReply.ok(ExperimentJson.write(
                life.override(request.app(), id(request), request.path("userId"), null, request.actor(), null)));
    }

    private ServerResponse preview(ApiRequest request) {
        Traffic traffic = JsonInput.read(request.body(), "", Traffic::read);
        ChangePreview preview = previews.preview(request.app(), id(request), traffic.change());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("assigned", preview.assigned());
        answer.put("moved", preview.moved());
        answer.put("heldByMemory", preview.heldByMemory());
        answer.put("assignedLookedAt", preview.assignedLookedAt());
        answer.put("others", preview.others());
        answer.put("entering", preview.entering());
        answer.put("enteringPercent", percent(preview.enteringShare()));
        answer.put("keptOut", preview.keptOut());
        answer.put("keptOutPercent", percent(preview.keptOutShare()));
        return ApiReply.ok(answer);
    }

    private static double percent(double share) {
        return Math.rint(share * 1_000_000) / 10_000;
    }

    private ServerResponse audit(ApiRequest request) {
        int limit = Objects.requireNonNullElse(
                request.parameters(
                        Set.of("limit"),
                        input -> Objects.requireNonNullElse(input.at("limit").integer(1, MAX_LIMIT), DEFAULT_LIMIT)),
                DEFAULT_LIMIT);
        List<Map<String, Object>> changes = catalog.history(request.app(), id(request), limit).stream()
                .map(ExperimentLifeRoutes::entry)
                .toList();
        return ApiReply.ok(Map.of("changes", changes));
    }

    private static Map<String, Object> entry(AuditEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", entry.at().toString());
        json.put("actor", entry.actor());
        json.put("action", entry.action());
        json.put("why", entry.why() == null ? JsonNodeFactory.instance.nullNode() : entry.why());
        json.put("detail", entry.detail());
        return json;
    }

    private static @Nullable String why(JsonInput input) {
        return input.at("why").text(MAX_WHY);
    }

    private record Why(@Nullable String why) {

        static @Nullable Why read(JsonInput input) {
            return input.isObject() ? new Why(ExperimentLifeRoutes.why(input)) : null;
        }
    }

    private record Traffic(ChangeOfTraffic change, @Nullable String why) {

        static @Nullable Traffic read(JsonInput input) {
            if (!input.isObject()) {
                return null;
            }
            Integer traffic = input.at("trafficBasisPoints").integer(0, ALL_TRAFFIC);
            List<Integer> weights = input.at("weights").list(0, MAX_VARIANTS, each -> each.integer(0, MAX_WEIGHT));
            boolean given = !input.at("weights").isAbsent();
            if (traffic == null && !given && !input.faulty()) {
                input.fault("names neither trafficBasisPoints nor weights");
            }
            return new Traffic(new ChangeOfTraffic(traffic, given ? weights : null), ExperimentLifeRoutes.why(input));
        }
    }

    private record Times(Schedule schedule, @Nullable String why) {

        static @Nullable Times read(JsonInput input) {
            if (!input.isObject()) {
                return null;
            }
            JsonInput schedule = input.at("schedule");
            if (schedule.isAbsent()) {
                schedule.fault("is missing; an empty object takes the schedule away");
            }
            return new Times(PlanJson.schedule(schedule), ExperimentLifeRoutes.why(input));
        }
    }

    private record Choice(String variant, @Nullable String why) {

        static @Nullable Choice read(JsonInput input) {
            String variant = input.isObject() ? input.at("variant").requiredText(MAX_VARIANT) : null;
            return variant == null ? null : new Choice(variant, ExperimentLifeRoutes.why(input));
        }
    }
}
