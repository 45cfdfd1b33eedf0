/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.EventJson;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.web.exchange.ApiCaller;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Takes single events by the key of a tenant and the key of one of its apps. */
public final class TenantEventRoutes implements ApiRoutes {

    /** The header that carries the key of the tenant. */
    public static final String TENANT_KEY_HEADER = "X-OL-Tenant-Key";

    /** The header that carries the key of the app. */
    public static final String APP_KEY_HEADER = "X-OL-App-Key";

    private static final Map<String, String> FIELDS =
            Map.of("eventName", "event_name", "distinctId", "user_identifier", "properties", "metadata");

    private final Ingest ingest;
    private final Doorkeeper doorkeeper;

    /**
     * Takes events.
     *
     * @param ingest the way into the store
     * @param doorkeeper knows the keys
     */
    public TenantEventRoutes(Ingest ingest, Doorkeeper doorkeeper) {
        this.ingest = ingest;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.POST, "/v1/events", this::admit, this::record);
    }

    private ApiCaller admit(HttpServletRequest request) {
        String tenantKey = Objects.requireNonNullElse(request.getHeader(TENANT_KEY_HEADER), "");
        String appKey = Objects.requireNonNullElse(request.getHeader(APP_KEY_HEADER), "");
        return doorkeeper.admit(request, tenantKey, appKey, Grant.INGEST);
    }

    private ServerResponse record(ApiRequest request) {
        Event event = JsonInput.read(request.body(), "", TenantEventRoutes::event);
        IngestOutcome outcome = ingest.record(request.app(), List.of(event)).get(0);
        String reason = Objects.requireNonNullElse(outcome.reason(), "");
        return switch (outcome.status()) {
            case RECORDED -> OutcomeReply.RECORDED;
            case DROPPED -> ApiReply.ok(Map.of("recorded", false, "reason", reason));
            case REJECTED -> throw new ProblemException(Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, reason));
            case INVALID -> throw new InvalidInputException(pointer(outcome.pointer()), reason);
        };
    }

    private static @Nullable Event event(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String name = input.at("event_name").requiredText(Integer.MAX_VALUE);
        String who = input.at("user_identifier").requiredText(Integer.MAX_VALUE);
        String eventId = input.at("event_id").text(Integer.MAX_VALUE);
        Map<String, @Nullable Object> properties = EventJson.properties(input.at("metadata"));
        Instant occurredAt = EventJson.time(input.at("timestamp"), properties);
        if (input.faulty() || name == null || who == null) {
            return null;
        }
        return Event.builder(name, who)
                .eventId(eventId == null ? null : EventIds.of(eventId))
                .occurredAt(occurredAt)
                .properties(properties)
                .build();
    }

    private static String pointer(@Nullable String pointer) {
        if (pointer == null || pointer.isEmpty()) {
            return "";
        }
        int end = pointer.indexOf('/', 1);
        String field = pointer.substring(1, end < 0 ? pointer.length() : end);
        return "/" + FIELDS.getOrDefault(field, field) + (end < 0 ? "" : pointer.substring(end));
    }
}
