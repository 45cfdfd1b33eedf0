/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.store.budget.ReportRun;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * How much a report keeps while it goes through events, which has a bound. Taken from what the report may have, and given
 * back when closed. Safe for use by many threads.
 */
public final class WalkMemory implements AutoCloseable {

    private static final long MOST = 96L << 20;

    private final long most;
    private final LongConsumer run;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Starts with nothing, of 96 MB.
     *
     * @param run the report, which may have a bound of its own
     */
    public WalkMemory(ReportRun run) {
        this(Math.min(MOST, run.left()), run::take);
    }

    /**
     * Starts with nothing.
     *
     * @param most how many bytes there may be
     * @param run is told of all that is taken, and with negative numbers of what is given back
     */
    public WalkMemory(long most, LongConsumer run) {
        this.most = most;
        this.run = run;
    }

    /**
     * Takes more.
     *
     * @param more how many bytes; negative to give some back
     * @throws UnansweredException if that is too much
     */
    public void take(long more) {
        if (more <= 0) {
            run.accept(more);
            bytes.addAndGet(more);
            return;
        }
        if (bytes.addAndGet(more) > most) {
            bytes.addAndGet(-more);
            throw new UnansweredException("There is too much to keep while going through the events");
        }
        run.accept(more);
    }

    /** {@return how many bytes there are} */
    public long taken() {
        return bytes.get();
    }

    /** {@return how many bytes there is room for} */
    public long left() {
        return most - bytes.get();
    }

    @Override
    public void close() {
        take(-bytes.get());
    }
}
