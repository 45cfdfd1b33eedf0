/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.AppId;
import java.util.Optional;
import java.util.function.Function;

/** Hands reports the columns of an app's events. Safe for use by many threads. */
public interface EventColumnsSource {

    /**
     * Runs a report over columns, if they can answer it. To be called within
     * {@link io.waymark.analytics.store.AnalyticsDatabase#report(java.util.function.Supplier)}: statements and columns
     * then tell of the same state.
     *
     * @param <T> the answer
     * @param app whose events
     * @param report asks the columns; threads of its own must have ended when it returns. It is run again, from the
     *     start, if it comes across a damaged chunk, whose events are then taken from the event table
     * @return what the report returns; empty, without running it, while too many events have not been rolled up yet
     */
    default <T> Optional<T> read(AppId app, Function<EventColumns, T> report) {
        return read(app, NeededProperties.NONE, report);
    }

    /**
     * Runs a report that asks for properties too, as {@link #read(AppId, Function)}.
     *
     * @param <T> the answer
     * @param app whose events
     * @param needed the properties it asks for
     * @param report asks the columns
     * @return what the report returns; also empty, without running it, where some events have no columns of these
     *     properties. Later reports may find them
     */
    <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report);
}
