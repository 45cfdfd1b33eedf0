/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The month, by UTC, in which events are counted together. */
record UsageMonth(YearMonth month) {

    static UsageMonth at(Instant instant) {
        return new UsageMonth(YearMonth.from(instant.atOffset(ZoneOffset.UTC)));
    }

    LocalDate firstDay() {
        return month.atDay(1);
    }

    Instant end() {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
