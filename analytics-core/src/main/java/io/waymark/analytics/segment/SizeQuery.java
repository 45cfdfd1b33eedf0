/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A question: how many people were in a segment at the end of each day, week or month.
 *
 * @param app whose people
 * @param rule who is in it; {@link SegmentRule#in} for a stored one or a preset
 * @param period the time looked at, widened to whole intervals; without an end up to now
 * @param interval day, week or month
 * @param timezone whose calendar
 * @param weekStart the first day of a week
 */
public record SizeQuery(
        AppId app, SegmentRule rule, Period period, CalendarInterval interval, ZoneId timezone, DayOfWeek weekStart) {

    public SizeQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(weekStart, "weekStart");
        if (interval == CalendarInterval.HOUR) {
            throw new IllegalArgumentException("The size of a segment goes by day, week or month");
        }
    }

    /**
     * Asks by days, with weeks from Monday.
     *
     * @param app whose people
     * @param rule who is in it
     * @param period the time looked at
     * @param timezone whose calendar
     * @return the query
     */
    public static SizeQuery daily(AppId app, SegmentRule rule, Period period, ZoneId timezone) {
        return new SizeQuery(app, rule, period, CalendarInterval.DAY, timezone, DayOfWeek.MONDAY);
    }

    /**
     * Asks the same about another time.
     *
     * @param other the time
     * @return the query
     */
    public SizeQuery during(Period other) {
        return new SizeQuery(app, rule, other, interval, timezone, weekStart);
    }
}
