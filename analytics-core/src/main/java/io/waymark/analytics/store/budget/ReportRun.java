/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A report under way. It is ended from outside when its time is over or nobody waits for it: the statement that runs is
 * cancelled, and whatever thread works for the report next {@link #check() checks} ends with an exception. Safe for use
 * by many threads.
 */
public final class ReportRun {

    private static final Logger log = LoggerFactory.getLogger(ReportRun.class);

    private final ReportLimits limits;
    private final @Nullable ReportAsker asker;
    private final long deadline;
    private final AtomicLong bytes = new AtomicLong();
    private volatile State state = State.RUNNING;
    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();
    private @Nullable Statements statements;

    ReportRun(ReportLimits limits, @Nullable ReportAsker asker) {
        this.limits = limits;
        this.asker = asker;
        this.deadline = System.nanoTime() + limits.timeout().toNanos();
    }

    private enum State {
        RUNNING,
        OVERDUE,
        GONE,
        ENDED
    }

    /** The statements of a report. */
    @FunctionalInterface
    public interface Statements {

        /**
         * Cancels the one that runs; does nothing if none does.
         *
         * @throws SQLException if that cannot be done
         */
        void cancel() throws SQLException;
    }

    /**
     * Ends the calling thread's work if the report has been ended.
     *
     * @throws ReportOverdueException if its time is over
     * @throws ReportCancelledException if nobody waits for it
     */
    public void check() {
        switch (state) {
            case OVERDUE -> throw new ReportOverdueException();
            case GONE -> throw new ReportCancelledException();
            default -> {
                if (System.nanoTime() - deadline > 0) {
                    throw new ReportOverdueException();
                }
            }
        }
    }

    /**
     * Takes memory that the report keeps until its end.
     *
     * @param more how many bytes; negative to give some back
     * @throws ReportTooLargeException if it is more than the report may have
     */
    public void take(long more) {
        if (bytes.addAndGet(more) > limits.maxBytes()) {
            throw new ReportTooLargeException(limits.maxBytes());
        }
    }

    /** {@return how many more bytes it may take, as things are} */
    public long left() {
        return limits.maxBytes() - bytes.get();
    }

    /** {@return how many bytes the report keeps now, as far as it has said so} */
    public long taken() {
        return bytes.get();
    }

    /**
     * Says how statements are cancelled, from now until the report ends.
     *
     * @param present the statements
     */
    public synchronized void ask(Statements present) {
        statements = present;
    }

    /**
     * Remembers something to do when the report has ended and its connection has been given back.
     *
     * @param work what is to be done, in the thread of the report
     */
    public void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /** {@return what is to be done when the report has ended} */
    public List<Runnable> afterwards() {
        return List.copyOf(afterwards);
    }

    /** After this nothing is cancelled any more: the connection may be somebody else's. */
    synchronized void end() {
        state = State.ENDED;
        statements = null;
    }

    /** Forgets the statements: their connection is about to be given back. */
    public synchronized void forget() {
        statements = null;
    }

    /** Cancels again and again: between two statements there is nothing to be cancelled. */
    synchronized void look() {
        if (state == State.RUNNING) {
            if (System.nanoTime() - deadline > 0) {
                state = State.OVERDUE;
            } else if (isGone()) {
                state = State.GONE;
            }
        }
        Statements present = statements;
        if (present != null && (state == State.OVERDUE || state == State.GONE)) {
            try {
                present.cancel();
            } catch (SQLException | RuntimeException e) {
                log.debug("A statement could not be cancelled", e);
            }
        }
    }

    boolean isGone() {
        try {
            return asker != null && asker.isGone();
        } catch (RuntimeException e) {
            log.debug("It cannot be told whether a report is still waited for", e);
            return false;
        }
    }

    /**
     * Why the report was ended.
     *
     * @param cause what its thread ended with
     * @return an exception that says so; {@code null} if it was not ended from outside
     */
    public @Nullable RuntimeException ended(RuntimeException cause) {
        State reached = state;
        if (reached == State.GONE) {
            ReportCancelledException cancelled = new ReportCancelledException();
            cancelled.addSuppressed(cause);
            return cancelled;
        }
        if (reached == State.OVERDUE) {
            ReportOverdueException overdue = new ReportOverdueException();
            overdue.initCause(cause);
            return overdue;
        }
        return null;
    }
}
