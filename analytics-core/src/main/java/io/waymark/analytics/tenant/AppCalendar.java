/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import io.waymark.analytics.event.Sessions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How the reports of an app cut time unless they are asked to do it otherwise.
 *
 * @param timeZone the zone in which days begin
 * @param weekStart the day on which weeks begin
 * @param sessionGap a gap of more than this starts a new session
 */
public record AppCalendar(ZoneId timeZone, DayOfWeek weekStart, Duration sessionGap) {

    /** That of an app of which nothing else is known. */
    public static final AppCalendar DEFAULT = new AppCalendar(ZoneId.of("UTC"), DayOfWeek.MONDAY);

    /**
     * A calendar with the default session gap.
     *
     * @param timeZone the zone in which days begin
     * @param weekStart the day on which weeks begin
     */
    public AppCalendar(ZoneId timeZone, DayOfWeek weekStart) {
        this(timeZone, weekStart, Sessions.DEFAULT_GAP);
    }

    /**
     * Changes what starts a new session.
     *
     * @param gap a gap of more than this
     * @return the calendar
     */
    public AppCalendar sessionGap(Duration gap) {
        return new AppCalendar(timeZone, weekStart, gap);
    }

    /**
     * Changes where days begin.
     *
     * @param zone the zone
     * @return the calendar
     */
    public AppCalendar timeZone(ZoneId zone) {
        return new AppCalendar(zone, weekStart, sessionGap);
    }
}
