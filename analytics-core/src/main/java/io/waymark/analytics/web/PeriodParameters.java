/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Period;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.AppCalendar;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which time a report is about: {@code from} and {@code to}; {@code days}, today being the last; or, as clients of
 * web statistics write it, {@code period=30d}, or {@code period=custom} with the first and the last day.
 */
final class PeriodParameters {

    private static final int MAX_DAYS = 3_660;
    private static final int MAX_TEXT = 40;
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");

    private final Clock clock;

    PeriodParameters(Clock clock) {
        this.clock = clock;
    }

    Period read(JsonInput input) {
        ZoneId timezone = input.at("timezone").zone();
        Integer days = input.at("days").integer(1, MAX_DAYS);
        return days == null ? input.period(timezone) : lastDays(days, timezone);
    }

    Period readOfWeb(JsonInput input) {
        String period = input.at("period").text(MAX_TEXT);
        if (period == null) {
            return read(input);
        }
        ZoneId timezone = input.at("timezone").zone();
        Matcher days = DAYS.matcher(period);
        if (days.matches() && Integer.parseInt(days.group(1)) <= MAX_DAYS) {
            return lastDays(Integer.parseInt(days.group(1)), timezone);
        }
        if (!period.equals("custom")) {
            input.at("period").fault("must be a number of days such as 7d, 30d or 90d, or custom");
            return Period.allTime();
        }
        LocalDate first = date(input.at("start_date"));
        LocalDate last = date(input.at("end_date"));
        if (first == null || last == null) {
            return Period.allTime();
        }
        if (last.isBefore(first)) {
            input.at("end_date").fault("must not be before 'start_date'");
            return Period.allTime();
        }
        return Period.between(
                first.atStartOfDay(timezone).toInstant(),
                last.plusDays(1).atStartOfDay(timezone).toInstant());
    }

    /** The day on which weeks begin; requests that name none carry that of their app. */
    static DayOfWeek weekStart(JsonInput input) {
        return input.at("weekStart").oneOf(DayOfWeek.class, AppCalendar.DEFAULT.weekStart());
    }

    /** The time before, where {@code compare=previous} asks for it. */
    static @Nullable Period comparison(JsonInput input, Period period) {
        JsonInput compare = input.at("compare");
        if (compare.isAbsent()) {
            return null;
        }
        if (!"previous".equals(compare.text(MAX_TEXT))) {
            compare.fault("must be previous, or left out");
            return null;
        }
        if (period.from() == null || period.to() == null) {
            compare.fault("needs a period with a start and an end");
            return null;
        }
        return period.previous(input.at("timezone").zone());
    }

    static @Nullable LocalDate date(JsonInput input) {
        String text = input.requiredText(MAX_TEXT);
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() < 9_999) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        input.fault("must be a date, for example 2026-01-31");
        return null;
    }

    private Period lastDays(int days, ZoneId timezone) {
        var tomorrow = clock.instant().atZone(timezone).toLocalDate().plusDays(1);
        return Period.between(
                tomorrow.minusDays(days).atStartOfDay(timezone).toInstant(),
                tomorrow.atStartOfDay(timezone).toInstant());
    }
}
