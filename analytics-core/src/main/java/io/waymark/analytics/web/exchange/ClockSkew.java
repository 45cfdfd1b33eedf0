/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By how much the clock of whoever sent a request is wrong: what it says at sending, less what is known at receipt. Up to
 * five seconds that is taken for the way of the request, and the clock for right, so that a time that is sent again stays
 * the same.
 *
 * @param error how far the clock is ahead; negative if it is behind
 */
public record ClockSkew(Duration error) {

    /** Of a clock that is taken as right. */
    public static final ClockSkew NONE = new ClockSkew(Duration.ZERO);

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /**
     * Compares two clocks.
     *
     * @param sentAt when the request was sent, by the sender's clock; {@code null} if the sender does not say
     * @param receivedAt when it was received
     * @return the skew
     */
    public static ClockSkew of(@Nullable Instant sentAt, Instant receivedAt) {
        Duration difference = sentAt == null ? Duration.ZERO : Duration.between(receivedAt, sentAt);
        return difference.abs().compareTo(TOLERANCE) > 0 ? new ClockSkew(difference) : NONE;
    }

    /** {@return whether times are changed; the next attempt to send an event may then give it a slightly different one} */
    public boolean isWrong() {
        return !error.isZero();
    }

    /**
     * Puts a time right.
     *
     * @param time a time by the sender's clock
     * @return the same by ours
     */
    public Instant correct(Instant time) {
        return time.minus(error);
    }
}
