/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

import java.time.Duration;

/**
 * What reports may take, so that the host's database and memory stay free for the host.
 *
 * @param timeout how long a report may take; positive
 * @param concurrency how many may run at once; positive
 * @param maxWait how long one waits for its turn
 * @param maxBytes how much memory one may take for what it keeps while it runs; positive
 */
public record ReportLimits(Duration timeout, int concurrency, Duration maxWait, long maxBytes) {

    /** How long a report may take, unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** How many reports may run at once, unless said otherwise. */
    public static final int DEFAULT_CONCURRENCY = 4;

    /** How long a report waits for its turn, unless said otherwise. */
    public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(10);

    /** How much memory a report may take, unless said otherwise: 128 megabytes. */
    public static final long DEFAULT_MAX_BYTES = 128L << 20;

    /** The limits unless said otherwise. */
    public static final ReportLimits DEFAULT =
            new ReportLimits(DEFAULT_TIMEOUT, DEFAULT_CONCURRENCY, DEFAULT_MAX_WAIT, DEFAULT_MAX_BYTES);

    public ReportLimits {
        if (timeout.toMillis() < 1 || concurrency < 1 || maxWait.isNegative() || maxBytes < 1) {
            throw new IllegalArgumentException("A report needs time, memory and its turn, but may have " + timeout
                    + ", " + maxBytes + " bytes and " + concurrency + " at once after " + maxWait);
        }
    }

    /**
     * Changes how long a report may take.
     *
     * @param other how long; positive
     * @return the limits
     */
    public ReportLimits timeout(Duration other) {
        return new ReportLimits(other, concurrency, maxWait, maxBytes);
    }
}
