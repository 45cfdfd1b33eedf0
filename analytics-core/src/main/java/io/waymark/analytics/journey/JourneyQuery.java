/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.Sessions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: from which event to which event people go within a session.
 *
 * @param app whose events
 * @param period when they happened; a session is cut at its bounds
 * @param sessionGap a gap of more than this starts a new session
 * @param labelProperty the property whose value stands for an event that carries it, for example {@code path};
 *     {@code null} for event names only
 * @param limit how many transitions and how many paths
 * @param pathLength how many steps of a session make its path
 * @param segment the key or number of a stored segment whose people are counted; {@code null} for everybody
 */
public record JourneyQuery(
        AppId app,
        Period period,
        Duration sessionGap,
        @Nullable String labelProperty,
        int limit,
        int pathLength,
        @Nullable String segment) {

    /** How many transitions and paths, unless said otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    /** How many steps of a session make its path, unless said otherwise. */
    public static final int DEFAULT_PATH_LENGTH = 4;

    /** How many steps of a session can make its path. */
    public static final int MAX_PATH_LENGTH = 10;

    public JourneyQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        if (sessionGap.isNegative() || limit < 1) {
            throw new IllegalArgumentException(
                    "A session gap is not negative and a limit positive, but were " + sessionGap + " and " + limit);
        }
        if (pathLength < 1 || pathLength > MAX_PATH_LENGTH) {
            throw new IllegalArgumentException(
                    "A path has 1 to " + MAX_PATH_LENGTH + " steps, but was to have " + pathLength);
        }
    }

    /**
     * Asks with the defaults.
     *
     * @param app whose events
     * @param period when they happened
     * @return the query
     */
    public static JourneyQuery of(AppId app, Period period) {
        return new JourneyQuery(app, period, Sessions.DEFAULT_GAP, null, DEFAULT_LIMIT, DEFAULT_PATH_LENGTH, null);
    }

    /**
     * Changes what starts a new session.
     *
     * @param sessionGap a gap of more than this
     * @return the query
     */
    public JourneyQuery sessionGap(Duration sessionGap) {
        return new JourneyQuery(app, period, sessionGap, labelProperty, limit, pathLength, segment);
    }

    /**
     * Lets a property stand for events that carry it.
     *
     * @param labelProperty the key; {@code null} for event names only
     * @return the query
     */
    public JourneyQuery labelProperty(@Nullable String labelProperty) {
        return new JourneyQuery(app, period, sessionGap, labelProperty, limit, pathLength, segment);
    }

    /**
     * Asks for more or fewer transitions and paths.
     *
     * @param limit how many
     * @return the query
     */
    public JourneyQuery limit(int limit) {
        return new JourneyQuery(app, period, sessionGap, labelProperty, limit, pathLength, segment);
    }

    /**
     * Counts only the people of a stored segment.
     *
     * @param segment its key or number; {@code null} for everybody
     * @return the query
     */
    public JourneyQuery segment(@Nullable String segment) {
        return new JourneyQuery(app, period, sessionGap, labelProperty, limit, pathLength, segment);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public JourneyQuery during(Period other) {
        return new JourneyQuery(app, other, sessionGap, labelProperty, limit, pathLength, segment);
    }
}
