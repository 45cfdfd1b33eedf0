/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FunnelTrendTests {

    private static final Duration WINDOW = Duration.ofHours(72);

    @Test
    void theNextMomentIsWhenADayIsComplete() {
        FunnelTrend trend = trend("2026-03-04T10:00:00Z");
        Instant complete = Instant.parse("2026-03-05T00:00:00Z").plus(WINDOW);
        assertThat(trend.nextComplete(complete)).hasValue(complete);
        assertThat(trend.points(complete).get(0).complete()).isFalse();
        assertThat(trend.points(complete.plusMillis(1)).get(0).complete()).isTrue();
        assertThat(trend.nextComplete(complete.plusMillis(1))).isEmpty();
    }

    @Test
    void theNextMomentIsWhenAWeekIsCompleteWherePointsAreWeeks() {
        // The last entry is on a Wednesday: its own day is complete days before its week is.
        FunnelTrend trend = trend("2025-11-03T10:00:00Z", "2026-03-04T10:00:00Z");
        Instant complete = Instant.parse("2026-03-09T00:00:00Z").plus(WINDOW);
        Instant afterTheDay = Instant.parse("2026-03-05T00:00:00Z").plus(WINDOW).plusMillis(1);
        assertThat(trend.points(afterTheDay)).last().satisfies(week -> {
            assertThat(week.days()).isEqualTo(7);
            assertThat(week.complete()).isFalse();
        });
        assertThat(trend.nextComplete(afterTheDay)).hasValue(complete);
        assertThat(trend.points(complete.plusMillis(1))).allMatch(FunnelReport.TrendPoint::complete);
    }

    @Test
    void weeksBeginOnTheDayThatTheQuestionSays() {
        String[] entries = {"2025-11-05T10:00:00Z", "2026-03-08T10:00:00Z"};
        Instant now = Instant.parse("2026-04-01T00:00:00Z");
        assertThat(trend(DayOfWeek.SUNDAY, entries).points(now))
                .extracting(FunnelReport.TrendPoint::start)
                .containsExactly(LocalDate.of(2025, 11, 2), LocalDate.of(2026, 3, 8));
        assertThat(trend(entries).points(now))
                .extracting(FunnelReport.TrendPoint::start)
                .containsExactly(LocalDate.of(2025, 11, 3), LocalDate.of(2026, 3, 2));
    }

    private static FunnelTrend trend(String... entries) {
        return trend(DayOfWeek.MONDAY, entries);
    }

    private static FunnelTrend trend(DayOfWeek weekStart, String... entries) {
        FunnelTrend trend = new FunnelTrend(new FunnelQuery(
                AppId.DEFAULT,
                FunnelDefinition.of("visit", "order").conversionWindow(WINDOW).build(),
                Period.allTime(),
                ZoneOffset.UTC,
                weekStart,
                null));
        for (String entry : entries) {
            trend.add(new long[] {Instant.parse(entry).toEpochMilli()});
        }
        return trend;
    }
}
