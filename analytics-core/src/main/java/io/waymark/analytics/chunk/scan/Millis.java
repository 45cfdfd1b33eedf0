/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.result.Answer;
import java.time.Instant;

/**
 * A range of whole milliseconds since the epoch, half open, as columns are asked for.
 *
 * @param from the first inside
 * @param to the first after
 */
public record Millis(long from, long to) {

    // What the database can store lies between.
    private static final long EARLIEST = -210_000_000_000_000L;
    private static final long LATEST = 9_000_000_000_000_000L;

    /** Everything. */
    public static final Millis ALL = new Millis(EARLIEST, LATEST);

    /**
     * The milliseconds that lie in a period.
     *
     * @param period the period
     * @return the same as milliseconds
     */
    public static Millis of(Period period) {
        Instant from = period.from();
        Instant to = period.to();
        return new Millis(from == null ? EARLIEST : notBefore(from), to == null ? LATEST : notBefore(to));
    }

    /**
     * The first millisecond that is not before an instant.
     *
     * @param instant the instant
     * @return milliseconds since the epoch, within what can be stored
     */
    public static long notBefore(Instant instant) {
        if (instant.isBefore(Instant.ofEpochMilli(EARLIEST))) {
            return EARLIEST;
        }
        if (instant.isAfter(Instant.ofEpochMilli(LATEST))) {
            return LATEST;
        }
        long millis = instant.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(instant) ? millis + 1 : millis;
    }

    /**
     * The part of this range that lies in another.
     *
     * @param other the other
     * @return the part; empty if there is none
     */
    public Millis within(Millis other) {
        return new Millis(Math.max(from, other.from), Math.min(to, other.to));
    }

    /** {@return whether both ends are open, or such as a day or hour of some calendar can have, not any moment} */
    public boolean isOfCalendar() {
        return (from == EARLIEST || from % Answer.CALENDAR_STEP == 0)
                && (to == LATEST || to % Answer.CALENDAR_STEP == 0);
    }

    /** {@return whether nothing lies in it} */
    public boolean isEmpty() {
        return from >= to;
    }
}
