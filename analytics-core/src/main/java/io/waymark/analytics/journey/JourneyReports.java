/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;

/** Answers journey queries. Safe for use by many threads. */
public final class JourneyReports {

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     */
    public JourneyReports(AnalyticsDatabase database, EventNames eventNames) {}

    /**
     * Counts transitions and paths.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public JourneyReport report(JourneyQuery query) {
        throw new UnsupportedOperationException();
    }
}
