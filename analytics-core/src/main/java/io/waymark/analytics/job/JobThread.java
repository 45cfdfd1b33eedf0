/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one job whenever it is due, until stopped. */
final class JobThread implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(JobThread.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);

    private final Job job;
    private final Runnable whenDue;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Instant next;

    JobThread(Job job, Runnable whenDue, Clock clock) {
        this.job = job;
        this.whenDue = whenDue;
        this.clock = clock;
        this.thread = new Thread(this, "analytics-job-" + job.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
    }

    void join(Duration timeout) {
        try {
            thread.join(Math.max(1, timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Nullable
    Instant next() {
        return next;
    }

    @Override
    public void run() {
        Duration delay = job.interval().compareTo(FIRST_DELAY) < 0 ? job.interval() : FIRST_DELAY;
        while (!stopsWithin(delay)) {
            try {
                whenDue.run();
            } catch (RuntimeException | Error e) {
                log.error("Job '{}' cannot run now; it is tried again in {}", job.name(), job.interval(), e);
            }
            delay = job.interval();
        }
    }

    private boolean stopsWithin(Duration delay) {
        next = clock.instant().plus(delay);
        try {
            return stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
