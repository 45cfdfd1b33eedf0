/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.result;

import java.time.Duration;
import java.time.Instant;

/**
 * What a report says, and for how long it says so if no event, person or definition changes.
 *
 * @param <T> the answer
 * @param value the answer; nobody changes it any more
 * @param until from this instant on it may be another one, because time has passed
 */
public record Answer<T>(T value, Instant until) {

    /** Every time zone cuts its hours and days at a multiple of so many milliseconds since the epoch. */
    public static final long CALENDAR_STEP = Duration.ofMinutes(15).toMillis();

    /**
     * An answer that depends on the time only in that a period of somebody's calendar ends.
     *
     * @param <T> the answer
     * @param value the answer
     * @param now when it was asked for
     * @return the answer, until the next moment at which a period of any calendar can end
     */
    public static <T> Answer<T> ofCalendar(T value, Instant now) {
        long step = Math.floorDiv(now.toEpochMilli(), CALENDAR_STEP) + 1;
        return new Answer<>(value, Instant.ofEpochMilli(step * CALENDAR_STEP));
    }

    /**
     * The answer if something holds.
     *
     * @param steady whether it depends on the time no more than said; else it is not kept at all
     * @return the answer
     */
    public Answer<T> onlyIf(boolean steady) {
        return steady ? this : new Answer<>(value, Instant.MIN);
    }

    /**
     * Bounds how long the answer holds.
     *
     * @param other from this instant on it may be another one
     * @return the answer, until the earlier of the two instants
     */
    public Answer<T> until(Instant other) {
        return other.isBefore(until) ? new Answer<>(value, other) : this;
    }
}
