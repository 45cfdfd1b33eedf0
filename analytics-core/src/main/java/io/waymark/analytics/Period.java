/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A range of time, half open: {@code from} is inside, {@code to} is not.
 *
 * @param from first instant inside; {@code null} for no lower bound
 * @param to first instant after; {@code null} for no upper bound
 */
public record Period(@Nullable Instant from, @Nullable Instant to) {

    private static final Period ALL_TIME = new Period(null, null);

    public Period {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("A period ends after it starts, but was from " + from + " to " + to);
        }
    }

    /** {@return the period without bounds} */
    public static Period allTime() {
        return ALL_TIME;
    }

    /**
     * A period between two instants.
     *
     * @param from first instant inside
     * @param to first instant after
     * @return the period
     * @throws IllegalArgumentException if {@code to} is not after {@code from}
     */
    public static Period between(Instant from, Instant to) {
        return new Period(from, to);
    }

    /**
     * The time before, as long as this: whole days of a calendar are as many days, anything else is as many hours.
     *
     * @param zone whose calendar
     * @return the period that ends where this one starts
     * @throws InvalidInputException if this period lacks a bound
     */
    public Period previous(ZoneId zone) {
        if (from == null || to == null) {
            throw new InvalidInputException("/from", "A comparison needs a period with a start and an end");
        }
        ZonedDateTime first = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        boolean days = isStartOfDay(first) && isStartOfDay(end);
        return new Period(
                days
                        ? first.toLocalDate()
                                .minusDays(ChronoUnit.DAYS.between(first.toLocalDate(), end.toLocalDate()))
                                .atStartOfDay(zone)
                                .toInstant()
                        : from.minus(Duration.between(from, to)),
                from);
    }

    /**
     * Tells whether it reaches back before an instant.
     *
     * @param instant the instant
     * @return whether it starts before, or has no start
     */
    public boolean startsBefore(Instant instant) {
        return from == null || from.isBefore(instant);
    }

    private static boolean isStartOfDay(ZonedDateTime time) {
        return time.equals(time.toLocalDate().atStartOfDay(time.getZone()));
    }
}
