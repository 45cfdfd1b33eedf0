/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.EventJson;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/** Takes events, one or many at a time, and answers when they are committed. */
public final class EventRoutes implements ApiRoutes {

    private final Ingest ingest;
    private final int maxBatchSize;

    /**
     * Takes events.
     *
     * @param ingest the way into the store
     * @param settings how many may come at once
     */
    public EventRoutes(Ingest ingest, ApiSettings settings) {
        this.ingest = ingest;
        this.maxBatchSize = settings.maxBatchSize();
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.POST, "/events", Grant.INGEST, this::one);
        router.add(HttpMethod.POST, "/events/batch", Grant.INGEST, this::many);
    }

    private ServerResponse one(ApiRequest request) {
        JsonNode body = request.body();
        return OutcomeReply.of(
                ingest.record(request.app(), List.of(EventJson.read(body))).get(0),
                pointer -> EventJson.pointer(pointer, body));
    }

    private ServerResponse many(ApiRequest request) {
        JsonNode items = request.body().path("events");
        if (!items.isArray()) {
            throw new InvalidInputException("/events", "An array of events is expected");
        }
        if (items.size() > maxBatchSize) {
            throw new ProblemException(Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A batch has at most " + maxBatchSize + " events, but this one has " + items.size()));
        }
        EventBatch batch = EventBatch.read(items);
        if (!batch.events().isEmpty()) {
            batch.settle(ingest.record(request.app(), batch.events()));
        }
        return ApiReply.ok(batch.answer());
    }
}
