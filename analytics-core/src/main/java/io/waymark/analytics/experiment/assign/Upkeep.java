/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does small things again and again, until stopped. */
final class Upkeep {

    private @Nullable ScheduledExecutorService thread;

    /** Begins with one; it must not throw. */
    synchronized void start(Duration delay, Duration interval, Runnable work) {
        ScheduledExecutorService started = thread;
        if (started == null) {
            started = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "waymark-experiment-people");
                made.setDaemon(true);
                return made;
            });
            thread = started;
        }
        started.scheduleWithFixedDelay(work, delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
