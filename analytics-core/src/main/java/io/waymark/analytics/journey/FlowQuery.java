/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: which ways people take, step by step. A step is the event name, for page views the path, without query and
 * trailing slash; equal steps in a row are one.
 *
 * @param app whose events
 * @param period when they happened; a journey is cut at its bounds
 * @param mode which part of each journey is shown
 * @param event the step that it is about, an event name or a path; {@code null} exactly if the mode is of none
 * @param steps how many steps are shown, 2 to {@link #MAX_STEPS}
 * @param top how many different ones at each step; all others are one
 * @param sessions whether each session is a journey; else all that somebody did in the period is one
 * @param sessionGap a gap of more than this starts a new session
 * @param patterns groups of paths: {@code *} stands for one part of a path, {@code **} for any rest; the first match wins
 * @param quietFor for how long somebody has to be quiet at the end of the period to count as churned
 * @param segment the key or number of the stored segment whose people are counted; {@code null} for everybody
 */
public record FlowQuery(
        AppId app,
        Period period,
        FlowMode mode,
        @Nullable String event,
        int steps,
        int top,
        boolean sessions,
        Duration sessionGap,
        List<String> patterns,
        Duration quietFor,
        @Nullable String segment) {

    /** How many steps can be shown. */
    public static final int MAX_STEPS = 10;

    /** How many different steps can be told apart at each step. */
    public static final int MAX_TOP = 50;

    /** How many patterns a query can have. */
    public static final int MAX_PATTERNS = 50;

    /** How long somebody has to be quiet to count as churned, unless said otherwise. */
    public static final Duration DEFAULT_QUIET = Duration.ofDays(14);

    public FlowQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        patterns = List.copyOf(patterns);
        if (mode.ofEvent() != (event != null)) {
            throw new IllegalArgumentException(mode + (event == null ? " is about an event" : " is about no event"));
        }
        if (steps < 2 || steps > MAX_STEPS || top < 1 || top > MAX_TOP || patterns.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException("A flow has 2 to " + MAX_STEPS + " steps of 1 to " + MAX_TOP
                    + " kinds and at most " + MAX_PATTERNS + " patterns, but was to have " + steps + ", " + top
                    + " and "
                    + patterns.size());
        }
        if (sessionGap.isNegative() || quietFor.isNegative()) {
            throw new IllegalArgumentException("A session gap and a quiet time are not negative");
        }
    }

    /**
     * Asks for the first five steps of each session, five kinds each.
     *
     * @param app whose events
     * @param period when they happened
     * @return the query
     */
    public static FlowQuery starts(AppId app, Period period) {
        return new FlowQuery(
                app, period, FlowMode.START, null, 5, 5, true, Sessions.DEFAULT_GAP, List.of(), DEFAULT_QUIET, null);
    }

    /**
     * Asks what happens in a session before a conversion.
     *
     * @param app whose events
     * @param period when they happened
     * @param conversion the event, or the path, that is the conversion
     * @return the query
     */
    public static FlowQuery beforeConversion(AppId app, Period period, String conversion) {
        return starts(app, period).about(FlowMode.TO, conversion);
    }

    /**
     * Asks what people did last before they were quiet for two weeks.
     *
     * @param app whose events
     * @param period when they happened
     * @return the query
     */
    public static FlowQuery beforeChurn(AppId app, Period period) {
        return starts(app, period).about(FlowMode.CHURN, null).wholeRange();
    }

    /**
     * Changes which part is shown.
     *
     * @param mode which part
     * @param event the step that it is about; {@code null} if the mode is of none
     * @return the query
     */
    public FlowQuery about(FlowMode mode, @Nullable String event) {
        return new FlowQuery(app, period, mode, event, steps, top, sessions, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Changes how much is shown.
     *
     * @param steps how many steps
     * @param top how many different ones at each
     * @return the query
     */
    public FlowQuery size(int steps, int top) {
        return new FlowQuery(app, period, mode, event, steps, top, sessions, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Takes all that somebody did in the period for one journey.
     *
     * @return the query
     */
    public FlowQuery wholeRange() {
        return new FlowQuery(app, period, mode, event, steps, top, false, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Changes what starts a new session.
     *
     * @param sessionGap a gap of more than this
     * @return the query
     */
    public FlowQuery sessionGap(Duration sessionGap) {
        return new FlowQuery(app, period, mode, event, steps, top, true, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Groups paths.
     *
     * @param patterns the groups
     * @return the query
     */
    public FlowQuery patterns(List<String> patterns) {
        return new FlowQuery(app, period, mode, event, steps, top, sessions, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Changes who counts as churned.
     *
     * @param quietFor for how long somebody has to be quiet
     * @return the query
     */
    public FlowQuery quietFor(Duration quietFor) {
        return new FlowQuery(app, period, mode, event, steps, top, sessions, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Counts only the people of a stored segment.
     *
     * @param segment its key or number; {@code null} for everybody
     * @return the query
     */
    public FlowQuery segment(@Nullable String segment) {
        return new FlowQuery(app, period, mode, event, steps, top, sessions, sessionGap, patterns, quietFor, segment);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public FlowQuery during(Period other) {
        return new FlowQuery(app, other, mode, event, steps, top, sessions, sessionGap, patterns, quietFor, segment);
    }

    /** {@return how many steps are shown before the one that the flow is about} */
    int before() {
        return switch (mode) {
            case START, FROM -> 0;
            case TO, CHURN -> steps - 1;
            case AROUND -> steps / 2;
        };
    }

    /** {@return how many steps are shown after the one that the flow is about} */
    int after() {
        return steps - 1 - before();
    }
}
