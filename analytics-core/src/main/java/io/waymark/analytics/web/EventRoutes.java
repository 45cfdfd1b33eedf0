/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        IngestOutcome outcome =
                ingest.record(request.app(), List.of(EventJson.read(body))).get(0);
        String reason = Objects.requireNonNullElse(outcome.reason(), "");
        return switch (outcome.status()) {
            case RECORDED -> ApiReply.ok(Map.of("recorded", true));
            case DROPPED -> ApiReply.ok(Map.of("recorded", false, "reason", reason));
            case REJECTED -> throw new ProblemException(refusal(outcome.pointer(), reason));
            case INVALID ->
                throw new InvalidInputException(
                        EventJson.pointer(Objects.requireNonNullElse(outcome.pointer(), ""), body), reason);
        };
    }

    private static Problem refusal(@Nullable String pointer, String reason) {
        List<Fault> errors = pointer == null ? List.of() : List.of(new Fault(pointer, reason));
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, reason, errors, Map.of());
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
