/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The intervals that reports cut time into. They are those of the calendar in a time zone: a day can have 23 or 25 hours,
 * and an hour that the clocks repeat is two.
 */
public enum CalendarInterval {
    /** From one full hour of the clock to the next. */
    HOUR,
    /** From midnight, or the first instant of a day without one. */
    DAY,
    /** Seven days. */
    WEEK,
    /** A month of the calendar. */
    MONTH;

    /**
     * Finds the start of the interval that an instant is in.
     *
     * @param instant the instant
     * @param zone whose calendar
     * @param weekStart the first day of a week
     * @return the first instant of the interval
     */
    public ZonedDateTime startOf(Instant instant, ZoneId zone, DayOfWeek weekStart) {
        ZonedDateTime time = instant.atZone(zone);
        if (this == HOUR) {
            return startOfHour(time);
        }
        LocalDate day = time.toLocalDate();
        LocalDate first = this == WEEK
                ? day.with(TemporalAdjusters.previousOrSame(weekStart))
                : this == MONTH ? day.withDayOfMonth(1) : day;
        return first.atStartOfDay(zone);
    }

    /**
     * Finds the start of the next interval.
     *
     * @param start the start of an interval
     * @return the first instant after it
     */
    public ZonedDateTime next(ZonedDateTime start) {
        ZoneId zone = start.getZone();
        LocalDate day = start.toLocalDate();
        return switch (this) {
            case HOUR -> nextHour(start);
            case DAY -> day.plusDays(1).atStartOfDay(zone);
            case WEEK -> day.plusWeeks(1).atStartOfDay(zone);
            case MONTH -> day.plusMonths(1).atStartOfDay(zone);
        };
    }

    // Where the clocks are put forward or back by less than an hour, an hour ends or starts at the change.
    private static ZonedDateTime startOfHour(ZonedDateTime time) {
        ZonedDateTime start = time.minusNanos(time.toLocalTime().toNanoOfDay()
                % ChronoUnit.HOURS.getDuration().toNanos());
        var change =
                time.getZone().getRules().previousTransition(time.toInstant().plusNanos(1));
        return change != null && change.getInstant().isAfter(start.toInstant())
                ? change.getInstant().atZone(time.getZone())
                : start;
    }

    private static ZonedDateTime nextHour(ZonedDateTime start) {
        ZonedDateTime full = start.plusNanos(ChronoUnit.HOURS.getDuration().toNanos()
                - start.toLocalTime().toNanoOfDay()
                        % ChronoUnit.HOURS.getDuration().toNanos());
        var change = start.getZone().getRules().nextTransition(start.toInstant());
        return change != null && change.getInstant().isBefore(full.toInstant())
                ? change.getInstant().atZone(start.getZone())
                : full;
    }
}
