/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.CalendarInterval;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link LifecycleQuery}: one point per period, in order, none left out; none without events.
 *
 * @param event the event name; {@code null} for any event
 * @param period what each point stands for
 * @param points the points
 */
public record LifecycleReport(@Nullable String event, CalendarInterval period, List<Point> points) {

    public LifecycleReport {
        points = List.copyOf(points);
    }

    /**
     * The people of one period.
     *
     * @param start its first instant
     * @param fresh how many are active for the first time ever
     * @param returning how many are active now and were in the period before
     * @param resurrecting how many are active now, were not in the period before, but earlier
     * @param dormant how many were active in the period before and are not now
     * @param open whether the period has not ended yet
     * @param purged whether raw events that it takes to count have been purged, so that the figures are not exact
     */
    public record Point(
            ZonedDateTime start,
            long fresh,
            long returning,
            long resurrecting,
            long dormant,
            boolean open,
            boolean purged) {

        /** {@return how many are active} */
        public long active() {
            return fresh + returning + resurrecting;
        }
    }
}
