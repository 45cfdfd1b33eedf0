/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;

/** Answers what visits there were. Safe for use by many threads. */
public final class SessionReports {

    /** The event that is a page view. */
    public static final String PAGE_VIEW = "$pageview";

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     */
    public SessionReports(AnalyticsDatabase database, EventNames eventNames) {}

    /**
     * Counts sessions.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public SessionReport report(SessionQuery query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sums the web statistics of a period up. An app that never tracked a page view has bounces all the same: sessions
     * of one event.
     *
     * @param app whose events
     * @param period when they happened
     * @return the five figures
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebOverview webOverview(AppId app, Period period) {
        throw new UnsupportedOperationException();
    }
}
