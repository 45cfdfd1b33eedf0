/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The way of reports to columns: where they come from, and a bounded number of threads, shared by all reports, that go
 * through them.
 *
 * <p>Safe for use by many threads.
 */
public final class ColumnEngine implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    private final EventColumnsSource source;
    private final int threads;
    private final ThreadPoolExecutor executor;

    /**
     * Uses the columns of a source.
     *
     * @param source hands them out
     * @param threads at most so many are at work at once; positive
     */
    public ColumnEngine(EventColumnsSource source, int threads) {
        this.source = source;
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "waymark-report-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a report over columns.
     *
     * @param <T> the answer
     * @param app whose events
     * @param report asks the columns; not to be used once it has returned
     * @return what the report returns
     */
    public <T> T read(AppId app, Function<EventColumns, T> report) {
        return source.read(app, report);
    }

    /**
     * Works on buckets of people side by side. What the work needs is loaded by the calling thread, which has the
     * report's transaction: the next bucket while the ones before are worked on, but never all at once.
     *
     * @param <L> what is loaded
     * @param <R> what comes of the work
     * @param buckets the buckets
     * @param load loads a bucket, in the calling thread
     * @param work works on what was loaded, in any thread
     * @param merge takes in what came of the work, in the calling thread, in the order of the buckets
     * @throws CancellationException if the calling thread is interrupted
     */
    public <L, R> void eachBucket(int[] buckets, IntFunction<L> load, Function<L, R> work, Consumer<R> merge) {
        Deque<Future<R>> underWay = new ArrayDeque<>();
        try {
            for (int bucket : buckets) {
                if (underWay.size() > threads) {
                    merge.accept(await(underWay.remove()));
                }
                L loaded = load.apply(bucket);
                underWay.add(executor.submit(() -> work.apply(loaded)));
            }
            while (!underWay.isEmpty()) {
                merge.accept(await(underWay.remove()));
            }
        } finally {
            underWay.forEach(future -> future.cancel(true));
        }
    }

    private static <R> R await(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("The report was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets the threads end. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
