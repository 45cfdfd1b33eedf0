/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.Instant;
import java.util.List;

/** A way to find the scored attempts of a funnel. Safe for use by many threads. */
interface FunnelEngine {

    /**
     * Counts everybody.
     *
     * @param query the question
     * @param now tells which windows are still open
     */
    FunnelCount count(FunnelQuery query, Instant now);

    /** A distinct id of those whose attempt made just so many steps, in order, at most {@code limit}. */
    List<String> stoppedAfter(FunnelQuery query, int made, int limit);
}
