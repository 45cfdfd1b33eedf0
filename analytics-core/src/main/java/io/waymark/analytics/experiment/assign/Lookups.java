/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the database on threads of its own, so that a caller never waits for it longer than agreed. After a failure
 * nobody waits for some seconds.
 */
final class Lookups {

    private static final Logger log = LoggerFactory.getLogger(Lookups.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int THREADS = 2;
    private static final int WAITING = 1_000;

    private final long timeout;
    private final ThreadPoolExecutor threads;
    private final LongAdder unanswered = new LongAdder();
    private volatile long lastFailure = System.nanoTime() - PAUSE_AFTER_FAILURE.toNanos();

    Lookups(Duration timeout) {
        this.timeout = timeout.toNanos();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "waymark-lookups");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** What was read, or null if that takes too long or fails. It is read to its end even so. */
    <T> @Nullable T within(Supplier<T> read) {
        return within(later(read));
    }

    /** What is being read, or null if that takes too long or fails. */
    <T> @Nullable T within(CompletableFuture<T> answer) {
        try {
            return answer.get(timeout, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("A decision goes on without the database", e);
        }
        unanswered.increment();
        return null;
    }

    /** Reads without anybody waiting. */
    <T> CompletableFuture<T> later(Supplier<T> read) {
        if (System.nanoTime() - lastFailure < PAUSE_AFTER_FAILURE.toNanos()) {
            return CompletableFuture.failedFuture(new TimeoutException("The database did not answer just now"));
        }
        try {
            return CompletableFuture.supplyAsync(() -> watched(read), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T watched(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            lastFailure = System.nanoTime();
            log.warn("What is stored about people cannot be read; experiments go on without it for a while", e);
            throw e;
        }
    }

    long unanswered() {
        return unanswered.sum();
    }
}
