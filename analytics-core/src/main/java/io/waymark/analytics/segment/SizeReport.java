/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.CalendarInterval;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * An answer: how many people were in a segment over time.
 *
 * @param interval what each point stands for
 * @param points one for each interval that has begun, in order
 */
public record SizeReport(CalendarInterval interval, List<Point> points) {

    /** How many points there can be. */
    public static final int MAX_POINTS = 90;

    public SizeReport {
        points = List.copyOf(points);
    }

    /**
     * The segment at the end of an interval.
     *
     * @param start the first instant of the interval
     * @param users how many people would have been in the segment, had the rule been asked at its end; of an open one, how
     *     many are in it now
     * @param open whether it is not over
     * @param purged whether the rule asks for events that have been deleted by age, so that it might have held of others;
     *     not told of an open interval
     */
    public record Point(ZonedDateTime start, long users, boolean open, boolean purged) {}
}
