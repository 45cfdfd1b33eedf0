/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.trend.EventCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the events that are kept, in one report: of everybody, or of the people of a segment. */
interface KeptEvents {

    /** Events before this instant are not all there; empty if all are. */
    Optional<Instant> missingBefore();

    /** The same of the events that sessions are cut from. */
    Optional<Instant> sessionsMissingBefore();

    /** Counts by the number of the name; only of names that happened. */
    Map<Integer, Count> counts(Collection<Integer> eventNameIds, Period period);

    /** How often any of some events happened. */
    default long times(Collection<Integer> eventNameIds, Period period) {
        return counts(eventNameIds, period).values().stream()
                .mapToLong(Count::times)
                .sum();
    }

    /** When each event happened last, whoever did it. */
    Map<Integer, Instant> lastSeen(Collection<Integer> eventNameIds);

    /** When the first and the last of some events happened, whoever did them. */
    Optional<EventBounds> bounds(Collection<Integer> eventNameIds, Period period);

    /**
     * Counts some events, taken together, over time.
     *
     * @param points the intervals to count in
     * @param periods only events in one of these count
     * @param counts is told of intervals in which something happened
     */
    void points(Collection<Integer> eventNameIds, CalendarBuckets points, List<Period> periods, Points counts);

    /** How many people did any of some events. */
    long people(Collection<Integer> eventNameIds, Period period);

    /** A distinct id of each, in order, of at most so many people who did any of some events. */
    List<String> who(Collection<Integer> eventNameIds, Period period, int limit);

    /** Sums up the sessions that events of some names make, which a gap of more than the timeout cuts. */
    SessionFigures sessions(Map<String, Integer> names, Period period, Duration timeout);

    /** Is told of counts. */
    interface Points {
        void add(int point, long times, long people);
    }
}
