/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.UnansweredException;
import java.util.concurrent.atomic.AtomicLong;

/** How much is kept while a walk goes on, which has a bound. Safe for use by many threads. */
public final class WalkMemory {

    private static final long MOST = 96L << 20;

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    /** Starts with nothing. */
    public WalkMemory() {
        this(MOST);
    }

    /**
     * Starts with nothing.
     *
     * @param most how many bytes there may be
     */
    public WalkMemory(long most) {
        this.most = most;
    }

    /**
     * Takes more.
     *
     * @param more how many bytes; negative to give some back
     * @throws UnansweredException if that is too much
     */
    public void take(long more) {
        if (bytes.addAndGet(more) > most && more > 0) {
            throw new UnansweredException("There is too much of what visits consist of to keep it in memory");
        }
    }

    /** {@return how many bytes are taken} */
    public long taken() {
        return bytes.get();
    }
}
