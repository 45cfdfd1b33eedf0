/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.AppId;
import java.util.List;

/**
 * Derives something from events in the transaction that stores them, so that either both are there or neither is.
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
}
