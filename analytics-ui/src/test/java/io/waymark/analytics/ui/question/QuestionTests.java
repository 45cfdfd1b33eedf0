/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.tenant.AppCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-18T13:32:00Z");

    @Test
    void asksAboutTheFallbackWhenTheAddressSaysNothing() {
        Question question = read(Map.of());

        assertThat(question.range()).isEqualTo(new DateRange(LocalDate.of(2026, 10, 20), LocalDate.of(2026, 11, 18)));
        assertThat(question.compare()).isTrue();
        assertThat(question.stated()).isEmpty();
    }

    @Test
    void endsTheCurrentDayWithThisMinuteAndComparesItWithTheSameHours() {
        Question question = read(Map.of("range", "today"));

        assertThat(question.period())
                .isEqualTo(
                        Period.between(Instant.parse("2026-11-17T23:00:00Z"), Instant.parse("2026-11-18T13:33:00Z")));
        assertThat(question.previousPeriod())
                .isEqualTo(
                        Period.between(Instant.parse("2026-11-16T23:00:00Z"), Instant.parse("2026-11-17T13:33:00Z")));
    }

    @Test
    void countsADayOfTwentyFiveHours() {
        Period day = new DateRange(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 25)).in(BERLIN);

        assertThat(day)
                .isEqualTo(
                        Period.between(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z")));
    }

    @Test
    void opensOldBookmarksThatMakeNoSense() {
        Question question =
                read(Map.of("from", "2026-12-01", "to", "2026-01-01", "zone", "Mars/Olympus", "range", "x"));

        assertThat(question.choice()).isEqualTo(RangeChoice.DAYS_30);
        assertThat(question.zone()).isEqualTo(BERLIN);
    }

    @Test
    void carriesOnlyWhatWasSaid() {
        Question question = read(Map.of(
                "from",
                "2026-01-01",
                "to",
                "2026-01-31",
                "compare",
                "none",
                "segment",
                "buyers",
                "zone",
                "Asia/Tokyo"));

        assertThat(question.stated())
                .containsOnly(
                        Map.entry("from", "2026-01-01"),
                        Map.entry("to", "2026-01-31"),
                        Map.entry("compare", "none"),
                        Map.entry("segment", "buyers"),
                        Map.entry("zone", "Asia/Tokyo"));
        assertThat(question.range().previous())
                .isEqualTo(new DateRange(LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 31)));
    }

    @Test
    void goesByTheCalendarOfTheAppThatTheAddressNames() {
        Map<AppId, AppCalendar> calendars = Map.of(
                AppId.DEFAULT,
                new AppCalendar(BERLIN, DayOfWeek.MONDAY),
                new AppId(2),
                new AppCalendar(ZoneId.of("Asia/Tokyo"), DayOfWeek.SUNDAY));
        Question ours = Question.read(Map.of(), RangeChoice.WEEKS_12, calendars::get, NOW);
        Question theirs = Question.read(Map.of("app", "2"), RangeChoice.WEEKS_12, calendars::get, NOW);

        assertThat(ours.zone()).isEqualTo(BERLIN);
        assertThat(ours.range()).isEqualTo(new DateRange(LocalDate.of(2026, 8, 31), LocalDate.of(2026, 11, 22)));
        assertThat(theirs.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(theirs.weekStart()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(theirs.range()).isEqualTo(new DateRange(LocalDate.of(2026, 8, 30), LocalDate.of(2026, 11, 21)));
        assertThat(Question.read(Map.of("app", "2", "zone", "UTC"), RangeChoice.WEEKS_12, calendars::get, NOW)
                        .zone())
                .isEqualTo(ZoneId.of("UTC"));
    }

    private static Question read(Map<String, String> parameters) {
        return Question.read(parameters, RangeChoice.DAYS_30, app -> new AppCalendar(BERLIN, DayOfWeek.MONDAY), NOW);
    }
}
