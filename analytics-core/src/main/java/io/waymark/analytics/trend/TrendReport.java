/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.CalendarInterval;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link TrendQuery}: one point per interval that overlaps the period, in order, also where nothing
 * happened.
 *
 * @param event the event name; {@code null} for any event
 * @param interval what each point stands for
 * @param points the points
 */
public record TrendReport(@Nullable String event, CalendarInterval interval, List<Point> points) {

    public TrendReport {
        points = List.copyOf(points);
    }

    /**
     * What happened in one interval, as far as it lies in the period.
     *
     * @param start its first instant, in the zone of the query; may lie before the period
     * @param count how many events
     * @param users how many different people
     * @param open whether it has not ended yet
     * @param purged whether raw events that it takes to count have been purged, so that both figures are lower bounds
     */
    public record Point(ZonedDateTime start, long count, long users, boolean open, boolean purged) {}
}
