/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import java.util.List;

/**
 * Derives something from events in the transaction that stores them, so that either both are there or neither is, unless it
 * says that it {@link #needsTransaction needs none}.
 *
 * <p>Runs on the writer's thread, inside its transaction; must be quick, and whatever it changes besides the database, it
 * changes after the commit. An exception undoes the batch, whose events are then written one by one, without the one that
 * fails.
 */
@FunctionalInterface
public interface EventProjection {

    /**
     * Takes newly stored events, each exactly once.
     *
     * @param app the app they belong to
     * @param stored the events, in the order of ingest; not empty
     */
    void project(AppId app, List<StoredEvent> stored);

    /**
     * Tells whether it changes the database for an event. If none of a batch needs that, the events may be committed before
     * they are {@link #project taken}, which spares trips to the database. An exception is logged then, and undoes nothing.
     *
     * @param event an event that is to be stored
     * @return whether it must be taken in the transaction that stores it
     */
    default boolean needsTransaction(Event event) {
        return true;
    }
}
