/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.ui.question.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FormatsTests {

    private final Formats formats = new Formats(ZoneId.of("Europe/Berlin"), Instant.parse("2026-11-18T13:32:00Z"));

    @Test
    void groupsCounts() {
        assertThat(formats.number(412_684)).isEqualTo("412,684");
        assertThat(formats.number(24.9)).isEqualTo("24.9");
    }

    @Test
    void writesSharesWithOneDecimalExceptAtTheEnds() {
        assertThat(formats.percent(38.249)).isEqualTo("38.2%");
        assertThat(formats.percent(100)).isEqualTo("100%");
        assertThat(formats.signedPercent(-2.04)).isEqualTo("\u22122.0%");
        assertThat(formats.signedPercent(0.01)).isEqualTo("0.0%");
        assertThat(formats.points(6.1)).isEqualTo("+6.10 pp");
    }

    @Test
    void namesTheUnitsOfADuration() {
        assertThat(formats.duration(11.2)).isEqualTo("11 s");
        assertThat(formats.duration(684.0)).isEqualTo("11 min 24 s");
        assertThat(formats.duration(7_200.0)).isEqualTo("2 h");
        assertThat(formats.duration(266_400.0)).isEqualTo("3 d 2 h");
        assertThat(formats.duration(null)).isEqualTo("n/a");
    }

    @Test
    void neverClaimsCertainty() {
        assertThat(formats.chance(1)).isEqualTo("> 99.9%");
        assertThat(formats.probability(0.00001)).isEqualTo("< 0.001");
    }

    @Test
    void writesTimesInTheZoneOfThePage() {
        assertThat(formats.time(Instant.parse("2026-11-18T13:32:07Z"))).isEqualTo("14:32:07");
        assertThat(formats.ago(Instant.parse("2026-11-18T13:29:00Z"))).isEqualTo("3 min ago");
        assertThat(formats.daysOfYear(new DateRange(LocalDate.of(2026, 9, 20), LocalDate.of(2026, 11, 18))))
                .isEqualTo("20 Sep – 18 Nov 2026");
    }
}
