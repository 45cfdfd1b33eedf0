/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an {@link OverviewQuery}.
 *
 * @param figures the figures of the period
 * @param comparison the same of the other period; {@code null} if none was asked for
 * @param topEvents the most frequent events, the most frequent first, then by name
 */
public record OverviewReport(Figures figures, @Nullable Figures comparison, List<TopEvent> topEvents) {

    public OverviewReport {
        topEvents = List.copyOf(topEvents);
    }

    /**
     * What went on in a period.
     *
     * @param events how many events
     * @param users how many different people had an event
     * @param sessions how many sessions their events make
     * @param bounceRate per cent of the sessions that have one event only; 0 without sessions
     * @param averageDurationSeconds mean time from first to last event over all sessions; 0 without sessions
     * @param purged whether events that sessions are cut from are gone, so that sessions are those of the rest and, unless
     *     columns still know who was there, people are a lower bound
     */
    public record Figures(
            long events, long users, long sessions, double bounceRate, double averageDurationSeconds, boolean purged) {}

    /**
     * How often one event happened.
     *
     * @param event the event name
     * @param count how many
     * @param users how many different people
     */
    public record TopEvent(String event, long count, long users) {}
}
