/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.util.Objects;

/**
 * A question: what visits there were to pages.
 *
 * @param app whose events
 * @param period when they happened; a session is cut at its bounds
 * @param limit how many rows at most
 */
public record WebQuery(AppId app, Period period, int limit) {

    /** How many rows, unless said otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    public WebQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        if (limit < 1) {
            throw new IllegalArgumentException("A limit is positive, but was " + limit);
        }
    }
}
