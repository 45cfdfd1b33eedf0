/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.AfterIngestHook;
import io.waymark.analytics.track.accept.Failures;
import io.waymark.analytics.track.accept.IngestCounters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Gives stored events to one hook, on a thread of its own. */
final class AfterIngest implements Runnable {

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AfterIngestHook hook;
    private final int capacity;
    private final IngestCounters counters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<List<Event>> batches = new ArrayDeque<>();
    private int waiting;
    private boolean closed;

    AfterIngest(AfterIngestHook hook, int capacity, IngestCounters counters) {
        this.hook = hook;
        this.capacity = capacity;
        this.counters = counters;
    }

    String name() {
        return hook.getClass().getSimpleName();
    }

    /** Never waits: what does not fit passes the hook by. */
    void offer(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (batches.isEmpty() || waiting + events.size() <= capacity) {
                batches.add(events);
                waiting += events.size();
                changed.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        counters.missed(hook, events.size(), "it is " + capacity + " events behind");
    }

    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the thread end when it has given the hook what is waiting. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Counts what is still waiting as missed. */
    void discard() {
        lock.lock();
        try {
            if (waiting > 0) {
                counters.missed(hook, waiting, "the application stopped");
            }
            batches.clear();
            waiting = 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        for (List<Event> batch = take(); batch != null; batch = take()) {
            give(batch);
        }
    }

    private @Nullable List<Event> take() {
        lock.lock();
        try {
            while (batches.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Event> batch = batches.poll();
            waiting -= batch == null ? 0 : batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void give(List<Event> batch) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                hook.afterIngest(batch);
                return;
            } catch (Throwable e) {
                Failures.rethrowIfFatal(e);
                counters.hookFailed(hook, e);
                if (e instanceof InterruptedException || attempt < ATTEMPTS && !pause(attempt)) {
                    break;
                }
            }
        }
        counters.missed(hook, batch.size(), "it failed");
    }

    private static boolean pause(int attempt) {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt).toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
