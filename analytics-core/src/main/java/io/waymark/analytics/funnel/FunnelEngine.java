/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way to find the scored attempts of a funnel, which may not be able to answer. Safe for use by many threads. */
interface FunnelEngine {

    /**
     * Counts everybody.
     *
     * @param query the question
     * @param now tells which windows are still open
     */
    Optional<FunnelCount> count(FunnelQuery query, Instant now);

    /** A distinct id of those whose attempt is chosen, in order, at most {@code limit}. */
    Optional<List<String>> people(FunnelQuery query, Choice choice, int limit);

    /** Chooses people, in any thread. */
    interface Choice {

        /**
         * Whether a person is meant.
         *
         * @param attempt the instants of the steps that their scored attempt made, in milliseconds
         * @param value the value by which the person is divided; {@code null} without one
         */
        boolean test(long[] attempt, @Nullable String value);
    }
}
