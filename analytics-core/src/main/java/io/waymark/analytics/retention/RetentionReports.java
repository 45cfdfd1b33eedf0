/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;

/** Answers retention queries. Safe for use by many threads. */
public final class RetentionReports {

    /**
     * Answers from the event table and the first events that outlive the purge.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param clock tells which periods have ended
     */
    public RetentionReports(AnalyticsDatabase database, EventNames eventNames, Clock clock) {}

    /**
     * Counts who came back.
     *
     * @param query the question
     * @return the answer; no cohorts if the start event was never tracked
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public RetentionReport report(RetentionQuery query) {
        throw new UnsupportedOperationException();
    }
}
