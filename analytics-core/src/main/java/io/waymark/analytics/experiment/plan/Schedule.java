/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When an experiment starts and ends by itself.
 *
 * @param startAt when a draft is started; null if somebody starts it
 * @param endAt when it is concluded without shipping a variant; null if somebody concludes it
 */
public record Schedule(@Nullable Instant startAt, @Nullable Instant endAt) {

    /** Somebody starts and concludes it. */
    public static final Schedule NONE = new Schedule(null, null);

    public Schedule {
        startAt = startAt == null ? null : startAt.truncatedTo(ChronoUnit.MILLIS);
        endAt = endAt == null ? null : endAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
