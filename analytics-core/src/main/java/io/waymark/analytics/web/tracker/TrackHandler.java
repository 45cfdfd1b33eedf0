/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.ClockSkew;
import io.waymark.analytics.web.exchange.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/**
 * Takes what browsers send, and answers before it is stored. The answer to a request with a good key is 202 with nothing
 * in it, whatever becomes of the events: the counters of ingest tell those who may know.
 */
final class TrackHandler implements HandlerFunction<ServerResponse> {

    private static final String INCOMPLETE = "without name or person, from a browser";

    private final int maxBodyBytes;
    private final Doorkeeper doorkeeper;
    private final ClientContexts clients;
    private final BrowserPerson person;
    private final Ingest ingest;
    private final Clock clock;

    TrackHandler(
            int maxBodyBytes,
            Doorkeeper doorkeeper,
            ClientContexts clients,
            BrowserPerson person,
            Ingest ingest,
            Clock clock) {
        this.maxBodyBytes = maxBodyBytes;
        this.doorkeeper = doorkeeper;
        this.clients = clients;
        this.person = person;
        this.ingest = ingest;
        this.clock = clock;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        HttpServletRequest servletRequest = request.servletRequest();
        ClientContexts.markAsDoor(servletRequest);
        TrackRequest sent = TrackRequest.read(servletRequest, maxBodyBytes);
        AppId app = sent.admit(request, doorkeeper);
        ClientContexts.Reading client = clients.read(servletRequest);
        if (client.unwanted() != null) {
            sent.events().forEach(event -> ingest.countDropped(client.unwanted()));
        } else {
            Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            ClockSkew skew = ClockSkew.of(sent.sentAt(), receivedAt);
            for (JsonNode json : sent.events()) {
                Event event = BrowserEvent.read(json, skew, receivedAt, at -> person.idOf(app, servletRequest, at));
                Event complete = event == null ? null : client.apply(event).event();
                if (complete == null) {
                    ingest.countDropped(INCOMPLETE);
                } else {
                    ingest.enqueue(app, complete);
                }
            }
        }
        return ServerResponse.accepted().cacheControl(CacheControl.noStore()).build();
    }
}
