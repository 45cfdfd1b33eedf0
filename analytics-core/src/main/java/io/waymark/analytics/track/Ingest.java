/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import java.util.List;

/**
 * The door through which every event comes, whoever sends it: it is checked, passed to the hooks, and stored.
 *
 * <p>Safe for use by many threads.
 */
public interface Ingest {

    /**
     * Stores events and waits until they are in the database or, when that is away, on the local disk. Events that were stored before, by their id, are not stored
     * again and count as recorded.
     *
     * @param app the app they belong to
     * @param events the events
     * @return what became of each, in the same order
     * @throws IngestUnavailableException if neither database nor spool took them within
     *     {@link IngestSettings#commitTimeout()}, or too many events are waiting; none or, after a timeout, all of them
     *     may have been stored, so that only events with an id can be sent again safely
     */
    List<IngestOutcome> record(AppId app, List<Event> events);

    /**
     * Stores an event soon, without waiting. Never throws an exception: what goes wrong is logged and counted.
     *
     * @param app the app it belongs to
     * @param event the event
     */
    void enqueue(AppId app, Event event);

    /**
     * Stores an event as its delivery says. Never throws an exception: what goes wrong is logged and counted.
     *
     * <p>{@link Delivery#DURABLE} waits for {@link IngestSettings#commitTimeout()} at most; an event that is not stored by
     * then is stored later.
     *
     * @param app the app it belongs to
     * @param event the event
     * @param delivery what is promised of it
     */
    default void deliver(AppId app, Event event, Delivery delivery) {
        enqueue(app, event);
    }

    /**
     * Counts an event that was not even made, for example because nobody did it.
     *
     * @param reason why, in a few words; the same words for the same reason
     */
    void countDropped(String reason);

    /** {@return what has happened so far and what is waiting} */
    IngestStats stats();
}
