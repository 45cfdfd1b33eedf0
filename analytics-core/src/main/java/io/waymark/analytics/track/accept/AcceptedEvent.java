/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An event that may be stored as it is.
 *
 * @param app the app it belongs to
 * @param event the event, with its id and time
 * @param json its properties as a JSON object
 * @param receivedAt when it was accepted
 * @param timeIsStable whether every attempt to send it carries the same time
 */
public record AcceptedEvent(AppId app, Event event, String json, Instant receivedAt, boolean timeIsStable) {

    /** Roughly what an event takes in the heap besides its properties. */
    private static final int OVERHEAD = 400;

    /** {@return its id} */
    public UUID eventId() {
        return Objects.requireNonNull(event.eventId(), "An accepted event has an id");
    }

    /** {@return when it happened} */
    public Instant occurredAt() {
        return Objects.requireNonNull(event.occurredAt(), "An accepted event has a time");
    }

    /** {@return about how many bytes it takes while it waits} */
    public int weight() {
        return OVERHEAD + 3 * json.length();
    }
}
