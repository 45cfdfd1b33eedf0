/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: of the people who are active in a period of the calendar, who is new, who was active in the period before,
 * and who comes back after a break; and who of the period before stays away.
 *
 * @param app whose events
 * @param event the name of the event that makes somebody active; {@code null} for any event
 * @param range the time looked at, widened to whole periods; without a bound up to the first or the last event
 * @param period what each point stands for: day, week or month
 * @param timezone whose calendar
 * @param weekStart the first day of a week
 * @param segment the key or number of the stored segment whose people are counted; {@code null} for everybody
 */
public record LifecycleQuery(
        AppId app,
        @Nullable String event,
        Period range,
        CalendarInterval period,
        ZoneId timezone,
        DayOfWeek weekStart,
        @Nullable String segment) {

    public LifecycleQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(weekStart, "weekStart");
        if (period == CalendarInterval.HOUR) {
            throw new IllegalArgumentException("A lifecycle goes by day, week or month");
        }
    }

    /**
     * The same question about another time.
     *
     * @param other the time looked at
     * @return the query
     */
    public LifecycleQuery during(Period other) {
        return new LifecycleQuery(app, event, other, period, timezone, weekStart, segment);
    }
}
