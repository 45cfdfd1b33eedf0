/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.json.StoredJson;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that may be stored as it is. Immutable; its JSON is made when it is first asked for. */
public final class AcceptedEvent {

    /** Roughly what an event takes in the heap besides its properties. */
    private static final int OVERHEAD = 400;

    private final AppId app;
    private final Event event;
    private final Instant receivedAt;
    private final boolean timeIsStable;
    private final int weight;

    /** Whichever thread comes first makes it; should two, they make the same. */
    private @Nullable String json;

    /**
     * Accepts an event whose JSON is known.
     *
     * @param app the app it belongs to
     * @param event the event, with its id and time
     * @param json its properties as a JSON object
     * @param receivedAt when it was accepted
     * @param timeIsStable whether every attempt to send it carries the same time
     */
    public AcceptedEvent(AppId app, Event event, String json, Instant receivedAt, boolean timeIsStable) {
        this(app, event, json, json.length(), receivedAt, timeIsStable);
    }

    private AcceptedEvent(
            AppId app, Event event, @Nullable String json, int jsonLength, Instant receivedAt, boolean timeIsStable) {
        this.app = app;
        this.event = event;
        this.json = json;
        this.receivedAt = receivedAt;
        this.timeIsStable = timeIsStable;
        this.weight = OVERHEAD + 3 * jsonLength;
    }

    /** Accepts an event whose JSON is to be made by a thread that has the time, and is about so many characters long. */
    static AcceptedEvent withoutJson(AppId app, Event event, int jsonLength, Instant receivedAt, boolean timeIsStable) {
        return new AcceptedEvent(app, event, null, jsonLength, receivedAt, timeIsStable);
    }

    /** {@return the app it belongs to} */
    public AppId app() {
        return app;
    }

    /** {@return the event, with its id and time} */
    public Event event() {
        return event;
    }

    /** {@return its properties as a JSON object} */
    public String json() {
        String made = json;
        if (made == null) {
            made = StoredJson.text(event.properties());
            json = made;
        }
        return made;
    }

    /** {@return when it was accepted} */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** {@return whether every attempt to send it carries the same time} */
    public boolean timeIsStable() {
        return timeIsStable;
    }

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
        return weight;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AcceptedEvent that
                && app.equals(that.app)
                && event.equals(that.event)
                && json().equals(that.json())
                && receivedAt.equals(that.receivedAt)
                && timeIsStable == that.timeIsStable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(app, event, receivedAt);
    }

    @Override
    public String toString() {
        return "AcceptedEvent[" + app + ", " + event + ", received " + receivedAt + "]";
    }
}
