/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AppDaysTests {

    @Test
    void findsTheDayOfAnyInstant() {
        long seed = new Random().nextLong();
        System.out.println("AppDaysTests seed " + seed);
        Random random = new Random(seed);
        for (String name : List.of(
                "UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Apia", "America/St_Johns", "Europe/Berlin")) {
            ZoneId zone = ZoneId.of(name);
            AppDays days = new AppDays(zone);
            for (int i = 0; i < 20_000; i++) {
                long millis = (long) (random.nextGaussian() * 1_000_000_000_000L);
                LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();

                AppDays.Day day = days.of(millis);

                assertThat(day.date()).as("seed %d %s %d", seed, name, millis).isEqualTo(date);
                assertThat(millis - day.from()).isBetween(0L, 50 * 3_600_000L);
            }
        }
    }
}
