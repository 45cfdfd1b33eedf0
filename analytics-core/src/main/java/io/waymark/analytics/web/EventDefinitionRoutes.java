/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriUtils;

/** Keeps what event names mean. */
public final class EventDefinitionRoutes implements ApiRoutes {

    private static final int MAX_NAME = 200;

    private final EventDefinitions definitions;

    /**
     * Keeps definitions.
     *
     * @param definitions where they are
     */
    public EventDefinitionRoutes(EventDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get(
                "/event-definitions",
                request -> ApiReply.ok(Map.of("eventDefinitions", definitions.list(request.app()))));
        router.add(HttpMethod.POST, "/event-definitions", Grant.MANAGE, this::create);
        router.get("/event-definitions/{name}", request -> ApiReply.ok(find(request)));
        router.add(HttpMethod.PUT, "/event-definitions/{name}", Grant.MANAGE, this::update);
        router.add(HttpMethod.DELETE, "/event-definitions/{name}", Grant.MANAGE, this::clear);
    }

    private ServerResponse create(ApiRequest request) {
        EventDefinition definition = JsonInput.read(
                request.body(), "", input -> definition(input, input.at("event").requiredText(MAX_NAME)));
        definitions.save(request.app(), definition, request.actor());
        String name = UriUtils.encodePathSegment(definition.event(), StandardCharsets.UTF_8);
        return ApiReply.created(URI.create(request.path() + "/" + name), definition);
    }

    private ServerResponse update(ApiRequest request) {
        String event = find(request).event();
        EventDefinition definition = JsonInput.read(request.body(), "", input -> definition(input, event));
        definitions.save(request.app(), definition, request.actor());
        return ApiReply.ok(definition);
    }

    private ServerResponse clear(ApiRequest request) {
        if (!definitions.clear(request.app(), request.path("name"), request.actor())) {
            throw ApiRequest.notFound("event", request.path("name"));
        }
        return ApiReply.noContent();
    }

    private EventDefinition find(ApiRequest request) {
        return definitions
                .find(request.app(), request.path("name"))
                .orElseThrow(() -> ApiRequest.notFound("event", request.path("name")));
    }

    private static @Nullable EventDefinition definition(JsonInput input, @Nullable String event) {
        if (!input.isObject() || event == null) {
            return null;
        }
        return new EventDefinition(
                event,
                input.at("category").text(EventDefinition.MAX_CATEGORY),
                input.at("description").text(EventDefinition.MAX_DESCRIPTION),
                input.at("active").bool(true));
    }
}
