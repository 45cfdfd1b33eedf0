/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;

/** Answers funnel queries. Safe for use by many threads. */
public final class FunnelReports {

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of their names
     * @param segments the stored segments, for funnels that name one
     * @param clock tells which windows are still open
     */
    public FunnelReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {}

    /**
     * Counts a funnel.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if the query names a segment that is not stored
     */
    public FunnelReport report(FunnelQuery query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists people who dropped off at a step: those who made the step before, but not this one.
     *
     * @param query the question
     * @param step the step they did not make, from 2
     * @param limit at most so many
     * @return a distinct id of each, in order
     */
    public List<String> dropOffs(FunnelQuery query, int step, int limit) {
        throw new UnsupportedOperationException();
    }
}
