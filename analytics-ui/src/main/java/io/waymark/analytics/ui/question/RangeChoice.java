/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.question;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** The ranges that can be picked by one click. */
public enum RangeChoice {
    TODAY("today", 1),
    DAYS_7("7d", 7),
    DAYS_30("30d", 30),
    DAYS_90("90d", 90),
    WEEKS_12("12w", 84);

    private final String key;
    private final int days;

    RangeChoice(String key, int days) {
        this.key = key;
        this.days = days;
    }

    /** {@return its name in the address} */
    public String key() {
        return key;
    }

    /**
     * The days meant.
     *
     * @param today the current day
     * @param weekStart the day on which weeks begin
     * @return days up to today; for weeks whole weeks up to the end of this one
     */
    public DateRange upTo(LocalDate today, DayOfWeek weekStart) {
        LocalDate last = this == WEEKS_12 ? today.with(TemporalAdjusters.nextOrSame(weekStart.minus(1))) : today;
        return new DateRange(last.minusDays(days - 1L), last);
    }

    static Optional<RangeChoice> of(String key) {
        for (RangeChoice choice : values()) {
            if (choice.key.equals(key)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
