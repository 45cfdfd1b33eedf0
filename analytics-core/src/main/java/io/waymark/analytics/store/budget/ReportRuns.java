/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets reports run, so many at once, and looks after those that run. Its one thread ends when there is nothing to look
 * after. Safe for use by many threads.
 */
public final class ReportRuns {

    private static final long LOOK_MILLIS = 200;
    private static final long IDLE_SECONDS = 10;

    private final ReportLimits limits;
    private final ReportAsker.Source askers;
    private final Semaphore turns;
    private final Semaphore asides;
    private final ScheduledThreadPoolExecutor watch;
    private final LongAdder refused = new LongAdder();
    private final LongAdder overdue = new LongAdder();
    private final LongAdder cancelled = new LongAdder();

    /**
     * Lets reports run that are waited for to their end.
     *
     * @param limits what they may take
     */
    public ReportRuns(ReportLimits limits) {
        this(limits, () -> null);
    }

    /**
     * Lets reports run.
     *
     * @param limits what they may take
     * @param askers knows who asks for them
     */
    public ReportRuns(ReportLimits limits, ReportAsker.Source askers) {
        this.limits = limits;
        this.askers = askers;
        this.turns = new Semaphore(limits.concurrency(), true);
        this.asides = new Semaphore(limits.concurrency(), true);
        this.watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "waymark-report-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        watch.setRemoveOnCancelPolicy(true);
    }

    /** {@return what a report may take} */
    public ReportLimits limits() {
        return limits;
    }

    /**
     * Runs a report when it is its turn.
     *
     * @param <T> the answer
     * @param report the report
     * @return what it returns
     * @throws ReportsBusyException if others take too long
     * @throws ReportCancelledException if nobody waits for it any more
     * @throws ReportOverdueException if its time is over
     */
    public <T> T run(Function<ReportRun, T> report) {
        ReportAsker asker = askers.current();
        return inTurn(turns, asker, () -> look(new ReportRun(limits, asker), report));
    }

    private <T> T inTurn(Semaphore of, @Nullable ReportAsker asker, Supplier<T> work) {
        awaitTurn(of, asker);
        try {
            return work.get();
        } finally {
            of.release();
        }
    }

    /**
     * Runs something short on behalf of a report, before it is its turn; as many at once as reports.
     *
     * @param <T> what comes of it
     * @param work what is done
     * @return what it returns
     * @throws ReportsBusyException if others take too long
     * @throws ReportCancelledException if nobody waits for it any more
     * @throws ReportOverdueException if its time is over
     */
    public <T> T runAside(Function<ReportRun, T> work) {
        ReportAsker asker = askers.current();
        return inTurn(asides, asker, () -> look(new ReportRun(limits, asker), work));
    }

    private <T> T look(ReportRun run, Function<ReportRun, T> report) {
        long first = Math.min(LOOK_MILLIS, limits.timeout().toMillis() + 1);
        ScheduledFuture<?> looks = watch.scheduleWithFixedDelay(run::look, first, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return report.apply(run);
        } catch (ReportOverdueException e) {
            overdue.increment();
            throw e;
        } catch (ReportCancelledException e) {
            cancelled.increment();
            throw e;
        } catch (RuntimeException e) {
            RuntimeException ended = run.ended(e);
            if (ended == null) {
                throw e;
            }
            (ended instanceof ReportCancelledException ? cancelled : overdue).increment();
            throw ended;
        } finally {
            run.end();
            looks.cancel(false);
        }
    }

    private void awaitTurn(Semaphore of, @Nullable ReportAsker asker) {
        long deadline = System.nanoTime() + limits.maxWait().toNanos();
        try {
            while (!of.tryAcquire(
                    Math.min(LOOK_MILLIS * 1_000_000, Math.max(0, deadline - System.nanoTime())),
                    TimeUnit.NANOSECONDS)) {
                if (asker != null && asker.isGone()) {
                    cancelled.increment();
                    throw new ReportCancelledException();
                }
                if (System.nanoTime() - deadline >= 0) {
                    refused.increment();
                    throw new ReportsBusyException(limits);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The report was interrupted");
        }
    }

    /** {@return how many reports run now} */
    public int running() {
        return limits.concurrency() - turns.availablePermits();
    }

    /** {@return how many reports wait for their turn} */
    public int waiting() {
        return turns.getQueueLength();
    }

    /** {@return how many reports were not begun, as others took too long} */
    public long refused() {
        return refused.sum();
    }

    /** {@return how many were ended as their time was over} */
    public long overdue() {
        return overdue.sum();
    }

    /** {@return how many were ended as nobody waited for them any more} */
    public long cancelled() {
        return cancelled.sum();
    }
}
