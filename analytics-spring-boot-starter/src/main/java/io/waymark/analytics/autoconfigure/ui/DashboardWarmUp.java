/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import io.waymark.analytics.ui.Dashboard;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has each instance know what the first page of the dashboard shows, while somebody looks at it now and then. */
final class DashboardWarmUp implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DashboardWarmUp.class);
    private static final Duration LATELY = Duration.ofHours(1);

    private final Dashboard dashboard;
    private final Duration interval;
    private @Nullable ScheduledExecutorService thread;

    DashboardWarmUp(Dashboard dashboard, Duration interval) {
        this.dashboard = dashboard;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (thread == null && !interval.isZero() && !interval.isNegative()) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread warming = new Thread(task, "waymark-warm-up");
                warming.setDaemon(true);
                return warming;
            });
            thread.scheduleWithFixedDelay(
                    this::warmUp, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void warmUp() {
        try {
            dashboard.warmUp(LATELY);
        } catch (RuntimeException e) {
            log.debug("The first page of the dashboard could not be asked for ahead", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
