/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.trend.EventCounts.Count;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the events that are kept, in one report. */
interface KeptEvents {

    /** Counts by the number of the name; only of names that happened. */
    Map<Integer, Count> counts(Collection<Integer> eventNameIds, Period period);

    /** When each event happened last. */
    Map<Integer, Instant> lastSeen(Collection<Integer> eventNameIds);

    /** When the first and the last of some events happened. */
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

    /**
     * How many people did any of some events within as many days as given, up to each day.
     *
     * @param days the days; the windows of the first ones begin before them
     * @param lengths how many days a window has
     * @return by length, then day
     */
    long[][] trailing(Collection<Integer> eventNameIds, CalendarBuckets days, int... lengths);

    /** Is told of counts. */
    interface Points {
        void add(int point, long times, long people);
    }
}
