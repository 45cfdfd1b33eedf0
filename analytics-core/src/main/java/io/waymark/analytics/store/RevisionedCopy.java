/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of some rows in memory, as of the last look at the database. A look costs one row while nothing has changed.
 * When the database does not answer, what was known stays known. Safe for use by many threads.
 *
 * @param <T> the copy, immutable
 */
public final class RevisionedCopy<T> {

    private static final Logger log = LoggerFactory.getLogger(RevisionedCopy.class);

    private final String what;
    private final LongSupplier revision;
    private final Supplier<T> rows;
    private final AtomicBoolean tried = new AtomicBoolean();
    private volatile @Nullable Snapshot<T> snapshot;
    private boolean failing;
    private @Nullable ScheduledExecutorService poller;

    /**
     * Knows nothing before the first look.
     *
     * @param what the rows, as the log calls them
     * @param revision reads a number that every change of the rows raises
     * @param rows reads the rows
     */
    public RevisionedCopy(String what, LongSupplier revision, Supplier<T> rows) {
        this.what = what;
        this.revision = revision;
        this.rows = rows;
    }

    /**
     * Begins to look for changes. Does nothing if it does so already.
     *
     * @param interval the time between two looks
     * @param thread the name of the thread that looks
     */
    public synchronized void start(Duration interval, String thread) {
        if (poller != null) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread looking = new Thread(task, thread);
            looking.setDaemon(true);
            return looking;
        });
        started.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        poller = started;
    }

    /** Stops to look for changes; what is known stays known. */
    public synchronized void stop() {
        if (poller != null) {
            poller.shutdownNow();
            poller = null;
        }
    }

    /** {@return the rows as of the last look that succeeded, after a first look; {@code null} if that failed} */
    public @Nullable T knownOrLookedUp() {
        if (snapshot == null && tried.compareAndSet(false, true)) {
            refresh();
        }
        return known();
    }

    /** {@return the rows as of the last look that succeeded, {@code null} before} */
    public @Nullable T known() {
        Snapshot<T> known = snapshot;
        return known == null ? null : known.rows();
    }

    /** Looks at the database; never throws. */
    public synchronized void refresh() {
        try {
            // The number is read first: a change that happens between the two reads is seen by the next look.
            long present = revision.getAsLong();
            Snapshot<T> known = snapshot;
            if (known == null || known.revision() != present) {
                snapshot = new Snapshot<>(present, rows.get());
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("{} cannot be read; going on with what is known so far", what, e);
            }
            failing = true;
        }
    }

    private record Snapshot<T>(long revision, T rows) {}
}
