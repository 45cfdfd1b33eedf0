/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestUnavailableException;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * The way in for events that clients of other products send. An item that cannot be stored does not stop the others: it
 * is dropped and counted, since no such client can do anything about it.
 */
public final class CompatIngest {

    private static final int MAX_ITEMS = 1_000;
    private static final String INVALID = "invalid";

    private final Ingest ingest;
    private final ClientContexts clients;

    /**
     * Takes events.
     *
     * @param ingest the way into the store
     * @param clients reads the requests of browsers
     */
    public CompatIngest(Ingest ingest, ClientContexts clients) {
        this.ingest = ingest;
        this.clients = clients;
    }

    /**
     * Stores what a request brings, and waits until it is committed.
     *
     * @param app the app it belongs to
     * @param request the request; if a browser sent it, it says where its visitor is, and whether they opted out
     * @param items what it brings
     * @param reader makes an event of an item, or throws an {@link InvalidInputException}
     * @throws ProblemException with 413 if there are too many items
     * @throws IngestUnavailableException if they cannot be stored now
     */
    public void store(AppId app, HttpServletRequest request, List<JsonNode> items, Function<JsonNode, Event> reader) {
        if (items.size() > MAX_ITEMS) {
            throw new ProblemException(Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A batch has at most " + MAX_ITEMS + " events, but this one has " + items.size()));
        }
        ClientContexts.markAsDoor(request);
        ClientContexts.Reading client = isBrowser(request) ? clients.read(request) : null;
        List<Event> events = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            try {
                Event event = reader.apply(item);
                Decision decision = client == null ? Decision.keep(event) : client.apply(event);
                if (decision.event() == null) {
                    ingest.countDropped(String.valueOf(decision.reason()));
                } else {
                    events.add(decision.event());
                }
            } catch (InvalidInputException e) {
                ingest.countDropped(INVALID);
            }
        }
        if (!events.isEmpty()) {
            ingest.record(app, events);
        }
    }

    /** By headers that scripts can neither set nor leave out. */
    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
    }
}
