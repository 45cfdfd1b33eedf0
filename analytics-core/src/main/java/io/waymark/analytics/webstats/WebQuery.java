/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.Sessions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: what visits there were to pages.
 *
 * @param app whose events
 * @param period when they happened; a session is cut at its bounds
 * @param limit how many rows at most
 * @param segment the key or number of a stored segment whose people are counted; {@code null} for everybody
 * @param sessionGap a gap of more than this starts a new session
 */
public record WebQuery(
        AppId app, Period period, int limit, @Nullable String segment, Duration sessionGap) {

    /** How many rows, unless said otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    public WebQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        if (sessionGap.isNegative() || limit < 1) {
            throw new IllegalArgumentException(
                    "A session gap is not negative and a limit positive, but were " + sessionGap + " and " + limit);
        }
    }

    /**
     * A question about some people, with the default session gap.
     *
     * @param app whose events
     * @param period when they happened; a session is cut at its bounds
     * @param limit how many rows at most
     * @param segment the key or number of a stored segment whose people are counted; {@code null} for everybody
     */
    public WebQuery(AppId app, Period period, int limit, @Nullable String segment) {
        this(app, period, limit, segment, Sessions.DEFAULT_GAP);
    }

    /**
     * A question about everybody, with the default session gap.
     *
     * @param app whose events
     * @param period when they happened; a session is cut at its bounds
     * @param limit how many rows at most
     */
    public WebQuery(AppId app, Period period, int limit) {
        this(app, period, limit, null);
    }

    /**
     * Changes what starts a new session.
     *
     * @param sessionGap a gap of more than this
     * @return the query
     */
    public WebQuery sessionGap(Duration sessionGap) {
        return new WebQuery(app, period, limit, segment, sessionGap);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public WebQuery during(Period other) {
        return new WebQuery(app, other, limit, segment, sessionGap);
    }
}
