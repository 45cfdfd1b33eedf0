/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;

/**
 * Answers what happened, how often and by how many people. Always from what is committed now: late events count.
 *
 * <p>Safe for use by many threads. Every method throws {@link io.waymark.analytics.store.ReportTimeoutException} when
 * the database takes too long.
 */
public final class TrendReports {

    /**
     * Answers from the event table and, where they are up to date, the daily aggregates.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param clock tells which intervals are still open
     */
    public TrendReports(AnalyticsDatabase database, EventNames eventNames, Clock clock) {}

    /**
     * Sums a period up.
     *
     * @param query the question
     * @return the answer
     */
    public OverviewReport overview(OverviewQuery query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Counts over time.
     *
     * @param query the question
     * @return the answer; all points are zero if the event was never tracked
     * @throws io.waymark.analytics.InvalidInputException if the period has too many intervals
     */
    public TrendReport trend(TrendQuery query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Breaks an event down by its properties.
     *
     * @param query the question
     * @return the answer; no properties if the event was never tracked
     */
    public PropertyReport properties(PropertyQuery query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists every event name of an app.
     *
     * @param app whose events
     * @param period what to count
     * @return the names: the most frequent first, then by name
     */
    public List<EventSummary> events(AppId app, Period period) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists the events that arrived last.
     *
     * @param app whose events
     * @param limit at most so many
     * @param afterSeq only events that arrived after the one with this {@code seq}; 0 for no such bound
     * @return the events, the latest first
     */
    public List<LatestEvent> latestEvents(AppId app, int limit, long afterSeq) {
        throw new UnsupportedOperationException();
    }
}
