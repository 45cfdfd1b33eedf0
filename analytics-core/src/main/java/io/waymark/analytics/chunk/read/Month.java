/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A month of an app's chunks, in one state.
 *
 * @param app the app
 * @param first its first day
 * @param revision grows with every change of its chunks
 */
record Month(int app, LocalDate first, long revision) {

    /** Whether a day of it, in any time zone, may have a part in a time. */
    boolean mayOverlap(long fromMillis, long toMillis) {
        return millis(first.minusDays(2)) < toMillis
                && millis(first.plusMonths(1).plusDays(2)) > fromMillis;
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
