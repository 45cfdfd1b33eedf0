/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.retention.RetentionMode;
import io.waymark.analytics.retention.RetentionQuery;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a retention query. {@code weeks=n} bounds the cells to n periods after the start; without {@code from} and
 * {@code to} it also chooses the cohorts of the last n periods, the current one included. Without any of the three, n is
 * 8.
 */
final class RetentionParameters {

    static final Set<String> NUMBERS = Set.of("weeks", "number", "limit");

    private static final int DEFAULT_WEEKS = 8;
    private static final int MAX_WEEKS = 520;
    private static final int MAX_TEXT = 200;

    private final AppId app;
    private final Clock clock;

    RetentionParameters(AppId app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    @Nullable
    RetentionQuery read(JsonInput input) {
        ZoneId timezone = input.at("timezone").zone();
        DayOfWeek weekStart = PeriodParameters.weekStart(input);
        Period range = input.period(timezone);
        Integer weeks = input.at("weeks").integer(1, MAX_WEEKS);
        CalendarInterval period = input.at("period").oneOf(CalendarInterval.class, CalendarInterval.WEEK);
        if (period == CalendarInterval.HOUR) {
            input.at("period").fault("must be day, week or month");
            return null;
        }
        if (range.from() == null && range.to() == null) {
            weeks = weeks == null ? Integer.valueOf(DEFAULT_WEEKS) : weeks;
            range = last(weeks, period, timezone, weekStart);
        }
        return RetentionQuery.builder(app, timezone)
                .range(range)
                .period(period)
                .weekStart(weekStart)
                .maxPeriods(weeks)
                .mode(input.at("mode").oneOf(RetentionMode.class, RetentionMode.ON))
                .startEvent(input.at("startEvent").text(MAX_TEXT))
                .returnEvent(input.at("returnEvent").text(MAX_TEXT))
                .recurring(input.at("recurring").bool(false))
                .rolling(input.at("rolling").bool(false))
                .segment(input.at("segment").text(MAX_TEXT))
                .build();
    }

    private Period last(int count, CalendarInterval period, ZoneId timezone, DayOfWeek weekStart) {
        ZonedDateTime current = period.startOf(clock.instant(), timezone, weekStart);
        ZonedDateTime first = switch (period) {
            case HOUR -> current.minusHours(count - 1L);
            case DAY -> current.minusDays(count - 1L);
            case WEEK -> current.minusWeeks(count - 1L);
            case MONTH -> current.minusMonths(count - 1L);
        };
        return Period.between(
                first.toLocalDate().atStartOfDay(timezone).toInstant(),
                period.next(current).toInstant());
    }
}
