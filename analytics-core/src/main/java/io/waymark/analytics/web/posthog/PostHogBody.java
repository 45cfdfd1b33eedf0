/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.posthog;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.web.compat.FormFields;
import io.waymark.analytics.web.compat.JsonValues;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a client sends: one event, a bare array of events, or a batch.
 *
 * @param token the key that it shows, the same wherever it stands
 * @param sentAt when it was sent, by the client's clock; missing if it does not say
 * @param events the events
 */
record PostHogBody(String token, JsonNode sentAt, List<JsonNode> events) {

    static PostHogBody read(JsonNode body, @Nullable String query) {
        boolean batch = body.isObject() && body.path("batch").isArray();
        List<JsonNode> events = batch
                ? body.path("batch").valueStream().toList()
                : body.isArray() ? body.valueStream().toList() : List.of(body);
        if (events.isEmpty()) {
            throw new InvalidInputException("/batch", "The body has no events");
        }
        return new PostHogBody(token(body, batch, events, query), sentAt(body, query), events);
    }

    /** The key of a request that brings no events. */
    static String token(JsonNode body, @Nullable String query) {
        String token = ofObject(body);
        return required(token == null ? inQuery(query) : token);
    }

    private static String token(JsonNode body, boolean batch, List<JsonNode> events, @Nullable String query) {
        String token = batch ? ofObject(body) : null;
        for (JsonNode event : events) {
            String own = ofObject(event);
            if (own != null && token != null && !own.equals(token)) {
                throw unauthorized("The events of one request carry different keys");
            }
            token = own == null ? token : own;
        }
        return required(token == null ? inQuery(query) : token);
    }

    private static @Nullable String ofObject(JsonNode object) {
        String token = JsonValues.firstText(object, "api_key", "token", "$token");
        return token == null ? JsonValues.firstText(object.path("properties"), "token", "api_key") : token;
    }

    private static @Nullable String inQuery(@Nullable String query) {
        String token = FormFields.find(query, "token");
        return token == null ? FormFields.find(query, "api_key") : token;
    }

    private static String required(@Nullable String token) {
        if (token == null) {
            throw unauthorized("A key is needed, as api_key or token");
        }
        return token;
    }

    private static JsonNode sentAt(JsonNode body, @Nullable String query) {
        JsonNode sentAt = body.path("sent_at");
        if (!sentAt.isMissingNode() && !sentAt.isNull()) {
            return sentAt;
        }
        String inQuery = FormFields.find(query, "sent_at");
        inQuery = inQuery == null ? FormFields.find(query, "_") : inQuery;
        return inQuery == null ? sentAt : JsonNodeFactory.instance.stringNode(inQuery);
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, detail));
    }
}
