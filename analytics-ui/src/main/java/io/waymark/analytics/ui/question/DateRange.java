/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.question;

import io.waymark.analytics.Period;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whole calendar days.
 *
 * @param first first day inside
 * @param last last day inside
 */
public record DateRange(LocalDate first, LocalDate last) {

    /**
     * Reads a day.
     *
     * @param text the day in ISO 8601, as addresses and date fields say it
     * @return the day; null for what is none of the years 1 to 9998
     */
    public static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1 && day.getYear() < 9_999 ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@return how many days} */
    public int days() {
        return (int) ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** {@return as many days, ending the day before this range starts} */
    public DateRange previous() {
        return new DateRange(first.minusDays(days()), first.minusDays(1));
    }

    /**
     * The instants of these days.
     *
     * @param zone whose calendar
     * @return from the first day's start to the start of the day after the last
     */
    public Period in(ZoneId zone) {
        return Period.between(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
