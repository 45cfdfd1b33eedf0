/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.AppId;
import java.util.function.Function;

/** Hands reports the columns of an app's events. Safe for use by many threads. */
public interface EventColumnsSource {

    /**
     * Runs a report over columns. To be called within
     * {@link io.waymark.analytics.store.AnalyticsDatabase#report(java.util.function.Supplier)}: statements and columns
     * then tell of the same state.
     *
     * @param <T> the answer
     * @param app whose events
     * @param report asks the columns; not to be used once it has returned
     * @return what the report returns
     */
    <T> T read(AppId app, Function<EventColumns, T> report);
}
