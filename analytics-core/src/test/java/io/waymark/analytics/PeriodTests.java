/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PeriodTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void wholeDaysAreComparedWithAsManyDaysWhateverTheClocksDid() {
        // 29 March 2026 has 23 hours in Berlin.
        Period days = period("2026-03-29T22:00:00Z", "2026-03-31T22:00:00Z");

        assertThat(days.previous(BERLIN)).isEqualTo(period("2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void otherPeriodsAreComparedWithAsMuchTime() {
        Period hours = period("2026-03-29T20:30:00Z", "2026-03-29T22:00:00Z");

        assertThat(hours.previous(BERLIN)).isEqualTo(period("2026-03-29T19:00:00Z", "2026-03-29T20:30:00Z"));
    }

    @Test
    void aPeriodWithoutABoundHasNoneBefore() {
        assertThatThrownBy(() -> new Period(Instant.EPOCH, null).previous(ZoneOffset.UTC))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Period period(String from, String to) {
        return Period.between(Instant.parse(from), Instant.parse(to));
    }
}
