/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Puts the times of a browser right whose clock is wrong: what it says at sending, less what is known at receipt, is its
 * error. Below five seconds that is taken for the way of the request, and the times stand.
 */
final class ClientClock {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Duration error;

    ClientClock(@Nullable Instant sentAt, Instant receivedAt) {
        Duration difference = sentAt == null ? Duration.ZERO : Duration.between(receivedAt, sentAt);
        this.error = difference.abs().compareTo(TOLERANCE) > 0 ? difference : Duration.ZERO;
    }

    /** Whether times are changed; the next attempt to send an event would then give it a slightly different one. */
    boolean isWrong() {
        return !error.isZero();
    }

    Instant correct(Instant time) {
        return time.minus(error);
    }
}
