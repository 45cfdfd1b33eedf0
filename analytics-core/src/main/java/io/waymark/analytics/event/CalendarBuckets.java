/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.store.SqlParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Consecutive intervals of the calendar. They are cut here, not in the database, so that both ends of a statement agree
 * on where days begin.
 *
 * @param starts the first instant of each
 * @param end the first instant after the last
 */
public record CalendarBuckets(List<ZonedDateTime> starts, ZonedDateTime end) {

    /** How many intervals a report may have. */
    public static final int LIMIT = 10_000;

    public CalendarBuckets {
        starts = List.copyOf(starts);
    }

    /**
     * The intervals that two instants and all between them are in.
     *
     * @param interval the kind of interval
     * @param zone whose calendar
     * @param weekStart the first day of a week
     * @param first the first instant
     * @param last the last instant
     * @return the intervals
     * @throws InvalidInputException if these are too many, or before the year 1
     */
    public static CalendarBuckets covering(
            CalendarInterval interval, ZoneId zone, DayOfWeek weekStart, Instant first, Instant last) {
        List<ZonedDateTime> starts = new ArrayList<>();
        ZonedDateTime next = interval.startOf(first, zone, weekStart);
        if (next.getYear() < 1) {
            throw new InvalidInputException("/from", "The period begins before the calendar of reports does");
        }
        while (!next.toInstant().isAfter(last)) {
            if (starts.size() == LIMIT) {
                throw new InvalidInputException(
                        "/from",
                        "The period has more than " + LIMIT + " intervals; choose a shorter one or longer intervals");
            }
            starts.add(next);
            next = interval.next(next);
        }
        return new CalendarBuckets(starts, next);
    }

    /** {@return how many there are} */
    public int size() {
        return starts.size();
    }

    /**
     * The end of an interval.
     *
     * @param index its place, from 0
     * @return the first instant after it
     */
    public Instant endOf(int index) {
        return (index + 1 < starts.size() ? starts.get(index + 1) : end).toInstant();
    }

    /**
     * The place of an instant.
     *
     * @param instant a column of type {@code timestamptz}
     * @param parameters takes the values
     * @return an expression: the place of its interval, from 1; 0 if it lies before the first
     */
    public String indexOf(String instant, SqlParameters parameters) {
        String array =
                starts.stream().map(start -> start.toInstant().toString()).collect(Collectors.joining(",", "{", "}"));
        // The subquery has the array parsed once, not for every row.
        return "width_bucket(" + instant + ", (select " + parameters.bind(array) + "::timestamptz[]))";
    }
}
