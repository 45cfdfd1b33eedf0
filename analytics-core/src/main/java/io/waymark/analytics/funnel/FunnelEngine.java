/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A way to find the scored attempts of a funnel, which may not be able to answer. Safe for use by many threads. */
interface FunnelEngine {

    /**
     * Counts everybody.
     *
     * @param query the question
     * @param now tells which windows are still open
     */
    Optional<FunnelCount> count(FunnelQuery query, Instant now);

    /** A distinct id of those whose attempt made just so many steps, in order, at most {@code limit}. */
    Optional<List<String>> stoppedAfter(FunnelQuery query, int made, int limit);
}
