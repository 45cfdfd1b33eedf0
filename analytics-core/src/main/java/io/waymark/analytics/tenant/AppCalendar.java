/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.time.DayOfWeek;
import java.time.ZoneId;

/**
 * The calendar by which the reports of an app go unless they are asked for another one.
 *
 * @param timeZone the zone in which days begin
 * @param weekStart the day on which weeks begin
 */
public record AppCalendar(ZoneId timeZone, DayOfWeek weekStart) {

    /** That of an app of which nothing else is known. */
    public static final AppCalendar DEFAULT = new AppCalendar(ZoneId.of("UTC"), DayOfWeek.MONDAY);
}
