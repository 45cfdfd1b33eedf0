/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarIntervalTests {

    @ParameterizedTest
    @CsvSource({
        "HOUR,  Europe/Berlin,       2026-03-29T00:59:00Z, 2026-03-29T00:00:00Z 2026-03-29T01:00:00Z 2026-03-29T02:00:00Z",
        "HOUR,  Europe/Berlin,       2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z 2026-10-25T02:00:00Z",
        "HOUR,  Asia/Kathmandu,      2026-10-25T00:30:00Z, 2026-10-25T00:15:00Z 2026-10-25T01:15:00Z",
        "HOUR,  Australia/Lord_Howe, 2026-04-04T14:59:59Z, 2026-04-04T14:00:00Z 2026-04-04T15:00:00Z 2026-04-04T15:30:00Z",
        "HOUR,  Australia/Lord_Howe, 2026-10-03T15:00:00Z, 2026-10-03T14:30:00Z 2026-10-03T15:30:00Z 2026-10-03T16:00:00Z",
        "DAY,   Europe/Berlin,       2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z 2026-03-29T22:00:00Z 2026-03-30T22:00:00Z",
        "DAY,   America/Havana,      2026-03-08T04:59:00Z, 2026-03-07T05:00:00Z 2026-03-08T05:00:00Z 2026-03-09T04:00:00Z",
        "WEEK,  UTC,                 2026-03-29T12:00:00Z, 2026-03-23T00:00:00Z 2026-03-30T00:00:00Z",
        "MONTH, Europe/Berlin,       2026-03-29T12:00:00Z, 2026-02-28T23:00:00Z 2026-03-31T22:00:00Z",
    })
    void intervalsFollowTheClocksOfTheZone(CalendarInterval interval, String zone, String instant, String starts) {
        List<String> found = new ArrayList<>();
        int expected = starts.split(" ").length;
        ZonedDateTime start = interval.startOf(Instant.parse(instant), ZoneId.of(zone), DayOfWeek.MONDAY);
        for (int i = 0; i < expected; i++) {
            found.add(start.toInstant().toString());
            start = interval.next(start);
        }
        assertThat(String.join(" ", found)).isEqualTo(starts);
    }

    @ParameterizedTest
    @CsvSource({"MONDAY, 2026-03-23", "SUNDAY, 2026-03-29", "SATURDAY, 2026-03-28", "TUESDAY, 2026-03-24"})
    void aWeekStartsOnTheDayThatIsSet(DayOfWeek weekStart, String day) {
        ZonedDateTime start = CalendarInterval.WEEK.startOf(
                Instant.parse("2026-03-29T12:00:00Z"), ZoneId.of("Asia/Kathmandu"), weekStart);
        assertThat(start.toLocalDate()).hasToString(day);
    }
}
