/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.event.SessionFigures;

/**
 * Web statistics in five figures. Rate and mean are 0 without sessions.
 *
 * @param visitors how many different people
 * @param views how many page views
 * @param sessions how many sessions
 * @param bounceRate per cent of the sessions that are bounces
 * @param averageDurationSeconds mean time from first to last event, over all sessions
 * @param purged whether events of the period have been deleted by age and are missing, so that the figures are those of
 *     the rest
 */
public record WebOverview(
        long visitors, long views, long sessions, double bounceRate, double averageDurationSeconds, boolean purged) {

    static WebOverview of(SessionFigures figures, boolean purged) {
        return new WebOverview(
                figures.users(),
                figures.pageViews(),
                figures.sessions(),
                figures.bounceRate(),
                figures.averageDurationSeconds(),
                purged);
    }
}
