/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.Sessions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: what went on in an app.
 *
 * @param app whose events
 * @param period when they happened
 * @param comparison another period to set beside it; {@code null} for none
 * @param sessionGap a gap of more than this starts a new session
 * @param limit how many top events
 * @param segment the key or number of a stored segment, or the key of a preset, whose people are looked at; {@code null}
 *     for everybody
 */
public record OverviewQuery(
        AppId app,
        Period period,
        @Nullable Period comparison,
        Duration sessionGap,
        int limit,
        @Nullable String segment) {

    /** How many top events, unless said otherwise. */
    public static final int DEFAULT_LIMIT = 10;

    public OverviewQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        if (sessionGap.isNegative() || limit < 1) {
            throw new IllegalArgumentException(
                    "A session gap is not negative and a limit positive, but were " + sessionGap + " and " + limit);
        }
    }

    /**
     * Asks with the defaults.
     *
     * @param app whose events
     * @param period when they happened
     * @return the query
     */
    public static OverviewQuery of(AppId app, Period period) {
        return new OverviewQuery(app, period, null, Sessions.DEFAULT_GAP, DEFAULT_LIMIT, null);
    }

    /**
     * Asks for the figures of another period too.
     *
     * @param comparison the other period; {@code null} for none
     * @return the query
     */
    public OverviewQuery comparedWith(@Nullable Period comparison) {
        return new OverviewQuery(app, period, comparison, sessionGap, limit, segment);
    }

    /**
     * Changes what starts a new session.
     *
     * @param sessionGap a gap of more than this
     * @return the query
     */
    public OverviewQuery sessionGap(Duration sessionGap) {
        return new OverviewQuery(app, period, comparison, sessionGap, limit, segment);
    }

    /**
     * Asks for more or fewer top events.
     *
     * @param limit how many
     * @return the query
     */
    public OverviewQuery limit(int limit) {
        return new OverviewQuery(app, period, comparison, sessionGap, limit, segment);
    }

    /**
     * Narrows it to the people of a segment.
     *
     * @param segment its key or number, or the key of a preset; {@code null} for everybody
     * @return the query
     */
    public OverviewQuery segment(@Nullable String segment) {
        return new OverviewQuery(app, period, comparison, sessionGap, limit, segment);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public OverviewQuery during(Period other) {
        return new OverviewQuery(app, other, comparison, sessionGap, limit, segment);
    }
}
