/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: what visits there were to pages.
 *
 * @param app whose events
 * @param period when they happened; a session is cut at its bounds
 * @param limit how many rows at most
 * @param segment the key or number of a stored segment whose people are counted; {@code null} for everybody
 */
public record WebQuery(
        AppId app, Period period, int limit, @Nullable String segment) {

    /** How many rows, unless said otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    public WebQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        if (limit < 1) {
            throw new IllegalArgumentException("A limit is positive, but was " + limit);
        }
    }

    /**
     * A question about everybody.
     *
     * @param app whose events
     * @param period when they happened; a session is cut at its bounds
     * @param limit how many rows at most
     */
    public WebQuery(AppId app, Period period, int limit) {
        this(app, period, limit, null);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public WebQuery during(Period other) {
        return new WebQuery(app, other, limit, segment);
    }
}
