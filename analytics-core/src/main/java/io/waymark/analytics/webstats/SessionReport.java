/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import java.time.LocalDate;
import java.util.List;

/**
 * The answer to a {@link SessionQuery}. Means and rates are 0 without sessions.
 *
 * @param sessions how many sessions
 * @param users how many different people
 * @param events how many events
 * @param bounces how many sessions are bounces
 * @param bounceRate per cent of the sessions that are bounces
 * @param averageEvents mean number of events of a session
 * @param averageDurationSeconds mean time from first to last event, over all sessions
 * @param medianDurationSeconds median of the same
 * @param averageDurationSecondsOfSeveralEvents mean of the same, over sessions of two or more events
 * @param entries how sessions begin: the most frequent first, then by label
 * @param exits how sessions end: the most frequent first, then by label
 * @param perStartDay how many sessions started on each day on which any did, in order
 * @param purged whether events of the period have been deleted by age and are missing, so that the figures are those of
 *     the rest
 */
public record SessionReport(
        long sessions,
        long users,
        long events,
        long bounces,
        double bounceRate,
        double averageEvents,
        double averageDurationSeconds,
        double medianDurationSeconds,
        double averageDurationSecondsOfSeveralEvents,
        List<LabelCount> entries,
        List<LabelCount> exits,
        List<DayCount> perStartDay,
        boolean purged) {

    /** The answer where there are no sessions. */
    static SessionReport none(boolean purged) {
        return new SessionReport(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), purged);
    }

    public SessionReport {
        entries = List.copyOf(entries);
        exits = List.copyOf(exits);
        perStartDay = List.copyOf(perStartDay);
    }

    /**
     * How many sessions begin, or end, with something.
     *
     * @param label the event name or the value of the label property
     * @param sessions how many
     */
    public record LabelCount(String label, long sessions) {}

    /**
     * How many sessions started on a day.
     *
     * @param day the day
     * @param sessions how many
     */
    public record DayCount(LocalDate day, long sessions) {}
}
