/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.chunk.UnansweredException;
import java.util.concurrent.atomic.AtomicLong;

/** How much a report keeps while it goes through events, which has a bound. Safe for use by many threads. */
public final class ScanMemory {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Starts with nothing.
     *
     * @param most how many bytes there may be
     */
    public ScanMemory(long most) {
        this.most = most;
    }

    /**
     * Takes more.
     *
     * @param more how many bytes; negative to give some back
     * @throws UnansweredException if that is too much
     */
    public void take(long more) {
        if (bytes.addAndGet(more) > most) {
            throw new UnansweredException("Steps differ too much to keep all ways of them in memory");
        }
    }
}
