/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** The days of a time zone, found quickly for many instants. Not safe for use by several threads. */
public final class AppDays {

    private static final long SLOT_MILLIS = 900_000;

    private final ZoneId zone;
    private final Map<Long, Day> bySlot = new HashMap<>();
    private Day latest;

    /**
     * Cuts days.
     *
     * @param zone where days begin and end
     */
    public AppDays(ZoneId zone) {
        this.zone = zone;
        this.latest = dayOf(0);
    }

    /**
     * Finds the day of an instant.
     *
     * @param millis the instant, in milliseconds since the epoch
     * @return its day
     */
    public Day of(long millis) {
        if (!latest.contains(millis)) {
            Day day = bySlot.get(Math.floorDiv(millis, SLOT_MILLIS));
            if (day == null || !day.contains(millis)) {
                day = dayOf(millis);
                bySlot.put(Math.floorDiv(millis, SLOT_MILLIS), day);
            }
            latest = day;
        }
        return latest;
    }

    private Day dayOf(long millis) {
        LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        return new Day(
                date,
                date.atStartOfDay(zone).toInstant().toEpochMilli(),
                date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    }

    /**
     * A day.
     *
     * @param date which
     * @param from when it starts, in milliseconds since the epoch
     * @param to when the next starts
     */
    public record Day(LocalDate date, long from, long to) {

        boolean contains(long millis) {
            return millis >= from && millis < to;
        }
    }
}
