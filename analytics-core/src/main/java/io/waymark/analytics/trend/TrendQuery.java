/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: how often something happened, over time.
 *
 * @param app whose events
 * @param event the event name; {@code null} for any event
 * @param period when they happened; without a lower bound from the first event, without an upper bound up to now, or to the
 *     last event if there is no lower bound either
 * @param interval what each point stands for
 * @param timezone whose calendar
 * @param weekStart the first day of a week
 * @param segment the key or number of a stored segment, or the key of a preset, whose events are counted; {@code null} for
 *     everybody
 */
public record TrendQuery(
        AppId app,
        @Nullable String event,
        Period period,
        CalendarInterval interval,
        ZoneId timezone,
        DayOfWeek weekStart,
        @Nullable String segment) {

    public TrendQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(weekStart, "weekStart");
    }

    /**
     * A question about everybody.
     *
     * @param app whose events
     * @param event the event name; {@code null} for any event
     * @param period when they happened
     * @param interval what each point stands for
     * @param timezone whose calendar
     * @param weekStart the first day of a week
     */
    public TrendQuery(
            AppId app,
            @Nullable String event,
            Period period,
            CalendarInterval interval,
            ZoneId timezone,
            DayOfWeek weekStart) {
        this(app, event, period, interval, timezone, weekStart, null);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public TrendQuery during(Period other) {
        return new TrendQuery(app, event, other, interval, timezone, weekStart, segment);
    }
}
