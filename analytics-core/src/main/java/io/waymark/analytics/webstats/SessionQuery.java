/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.Sessions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: which sessions the events of an app make.
 *
 * @param app whose events
 * @param period when they happened; a session is cut at its bounds
 * @param timezone whose days
 * @param sessionGap a gap of more than this starts a new session
 * @param event the only event to look at; {@code null} for all
 * @param labelProperty the property whose value names the entry and exit for an event that carries it, for example
 *     {@code path}; {@code null} for event names only
 * @param pageView the event that is a page view: a bounce is then a session of one page view and nothing else;
 *     {@code null} for a session of one event, whichever
 * @param limit how many entries and exits
 * @param segment the key or number of a stored segment, or the key of a preset, whose people are looked at; {@code null}
 *     for everybody
 */
public record SessionQuery(
        AppId app,
        Period period,
        ZoneId timezone,
        Duration sessionGap,
        @Nullable String event,
        @Nullable String labelProperty,
        @Nullable String pageView,
        int limit,
        @Nullable String segment) {

    /** How many entries and exits, unless said otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    public SessionQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(timezone, "timezone");
        if (sessionGap.isNegative() || limit < 1) {
            throw new IllegalArgumentException(
                    "A session gap is not negative and a limit positive, but were " + sessionGap + " and " + limit);
        }
    }

    /**
     * Asks for all events, with the defaults.
     *
     * @param app whose events
     * @param period when they happened
     * @param timezone whose days
     * @return the query
     */
    public static SessionQuery of(AppId app, Period period, ZoneId timezone) {
        return new SessionQuery(app, period, timezone, Sessions.DEFAULT_GAP, null, null, null, DEFAULT_LIMIT, null);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when events happened
     * @return the query
     */
    public SessionQuery during(Period other) {
        return new SessionQuery(app, other, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }

    /**
     * Changes what starts a new session.
     *
     * @param sessionGap a gap of more than this
     * @return the query
     */
    public SessionQuery sessionGap(Duration sessionGap) {
        return new SessionQuery(app, period, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }

    /**
     * Looks at one event only.
     *
     * @param event the event name; {@code null} for all events
     * @return the query
     */
    public SessionQuery event(@Nullable String event) {
        return new SessionQuery(app, period, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }

    /**
     * Lets a property name entries and exits.
     *
     * @param labelProperty the key; {@code null} for event names only
     * @return the query
     */
    public SessionQuery labelProperty(@Nullable String labelProperty) {
        return new SessionQuery(app, period, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }

    /**
     * Says which event is a page view.
     *
     * @param pageView the event name; {@code null} for none
     * @return the query
     */
    public SessionQuery pageView(@Nullable String pageView) {
        return new SessionQuery(app, period, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }

    /**
     * Asks for more or fewer entries and exits.
     *
     * @param limit how many
     * @return the query
     */
    public SessionQuery limit(int limit) {
        return new SessionQuery(app, period, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }

    /**
     * Narrows it to the people of a segment.
     *
     * @param segment its key or number, or the key of a preset; {@code null} for everybody
     * @return the query
     */
    public SessionQuery segment(@Nullable String segment) {
        return new SessionQuery(app, period, timezone, sessionGap, event, labelProperty, pageView, limit, segment);
    }
}
