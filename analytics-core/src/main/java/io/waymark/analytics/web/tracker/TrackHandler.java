/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ClientContext;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/**
 * Takes what browsers send, and answers before it is stored. The answer to a request with a good key is 202 with nothing
 * in it, whatever becomes of the events: the counters of ingest tell those who may know.
 */
final class TrackHandler implements HandlerFunction<ServerResponse> {

    private static final String OPTED_OUT = "opted out in the browser";
    private static final String INCOMPLETE = "without name or person, from a browser";

    private final TrackerSettings settings;
    private final Doorkeeper doorkeeper;
    private final Visitors visitors;
    private final Ingest ingest;
    private final Clock clock;

    TrackHandler(TrackerSettings settings, Doorkeeper doorkeeper, Visitors visitors, Ingest ingest, Clock clock) {
        this.settings = settings;
        this.doorkeeper = doorkeeper;
        this.visitors = visitors;
        this.ingest = ingest;
        this.clock = clock;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        HttpServletRequest servletRequest = request.servletRequest();
        TrackRequest sent = TrackRequest.read(servletRequest, settings.maxBodyBytes());
        AppId app = admit(request, sent.key());
        ClientContext client = ClientContext.of(servletRequest);
        if (client.optedOut() && settings.honorOptOut()) {
            sent.events().forEach(event -> ingest.countDropped(OPTED_OUT));
        } else {
            Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            ClientClock browserClock = new ClientClock(sent.sentAt(), receivedAt);
            for (JsonNode json : sent.events()) {
                Event event =
                        BrowserEvent.read(json, browserClock, receivedAt, at -> visitors.idOf(app, servletRequest, at));
                if (event == null) {
                    ingest.countDropped(INCOMPLETE);
                } else {
                    ingest.enqueue(app, client.addTo(event));
                }
            }
        }
        return ServerResponse.accepted().cacheControl(CacheControl.noStore()).build();
    }

    private AppId admit(ServerRequest request, @Nullable String inBody) {
        String secret = inBody != null
                ? inBody
                : request.param("key").orElseGet(() -> request.headers().firstHeader(Doorkeeper.KEY_HEADER));
        if (secret == null) {
            throw new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, "A key is needed"));
        }
        String writeKey = settings.writeKey();
        return writeKey != null && MessageDigest.isEqual(utf8(writeKey), utf8(secret))
                ? AppId.DEFAULT
                : doorkeeper.admit(request, secret, Grant.INGEST).app();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
