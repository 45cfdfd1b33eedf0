/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.event.CalendarBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * The time in which people can have started and returned.
 *
 * @param periods the periods of the calendar from the first to the last event of all
 * @param last when the last event happened
 */
record KnownPeriods(CalendarBuckets periods, Instant last) {

    /** How many periods there are from a cohort to the last event. */
    int distances(RetentionQuery query, int cohort) {
        if (!query.rolling()) {
            return periods.size() - cohort;
        }
        Instant start = periods.starts().get(cohort).toInstant();
        return (int) Duration.between(start, last).dividedBy(query.length()) + 1;
    }

    /** The place of a cohort by its first day; -1 if there is none. */
    int placeOf(LocalDate cohort) {
        return IntStream.range(0, periods.size())
                .filter(place -> periods.starts().get(place).toLocalDate().equals(cohort))
                .findFirst()
                .orElse(-1);
    }
}
