/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.List;

/** Counts and lists the people of a rule. Safe for use by many threads. */
public final class SegmentReports {

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of their names
     */
    public SegmentReports(AnalyticsDatabase database, EventNames eventNames) {}

    /**
     * Counts the people of a rule.
     *
     * @param app the app
     * @param rule the rule
     * @return how many there are
     */
    public long count(AppId app, SegmentRule rule) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists the people of a rule.
     *
     * @param app the app
     * @param rule the rule
     * @param limit at most so many
     * @return a distinct id of each, in order
     */
    public List<String> persons(AppId app, SegmentRule rule, int limit) {
        throw new UnsupportedOperationException();
    }
}
