/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.event.EventBounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Where a period is cut in two, so that what was found before can be remembered while events come in: nearly all of them are
 * of the last days.
 */
public final class Seam {

    private static final int DAYS_AFTER = 3;
    private static final int LEAST_DAYS_BEFORE = 4;

    private Seam() {}

    /**
     * Chooses a midnight.
     *
     * @param events the events
     * @param eventNameIds the numbers of their names
     * @param range when they happened
     * @return the last midnight but two with events after it, in milliseconds since the epoch; empty if there is not much
     *     before
     */
    public static Optional<Long> in(EventColumns events, Set<Integer> eventNameIds, Millis range) {
        EventBounds bounds =
                events.bounds(eventNameIds, range.from(), range.to()).orElse(null);
        if (bounds == null) {
            return Optional.empty();
        }
        ZoneId zone = events.zone();
        LocalDate first =
                Instant.ofEpochMilli(bounds.firstMillis()).atZone(zone).toLocalDate();
        LocalDate day = Instant.ofEpochMilli(bounds.lastMillis())
                .atZone(zone)
                .toLocalDate()
                .minusDays(DAYS_AFTER - 1);
        return day.isBefore(first.plusDays(LEAST_DAYS_BEFORE))
                ? Optional.empty()
                : Optional.of(day.atStartOfDay(zone).toInstant().toEpochMilli());
    }
}
