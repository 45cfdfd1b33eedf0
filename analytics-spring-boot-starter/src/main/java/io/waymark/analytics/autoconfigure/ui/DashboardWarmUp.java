/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.ui.Dashboard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has each instance know what the first page of the dashboard shows, while somebody opens it now and then, on whichever
 * instance; and once after the start, if anybody has within a week.
 */
final class DashboardWarmUp implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DashboardWarmUp.class);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration BEFORE_THE_START = Duration.ofDays(7);

    private final Dashboard dashboard;
    private final AnalyticsDatabase database;
    private final Watermarks watermarks;
    private final Duration interval;
    private final Clock clock;
    private Duration lately = BEFORE_THE_START;
    private @Nullable ScheduledExecutorService thread;

    DashboardWarmUp(Dashboard dashboard, AnalyticsDatabase database, Duration interval, Clock clock) {
        this.dashboard = dashboard;
        this.database = database;
        this.watermarks = new Watermarks(database);
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (thread == null && !interval.isZero() && !interval.isNegative()) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread warming = new Thread(task, "waymark-warm-up");
                warming.setDaemon(true);
                return warming;
            });
            thread.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            warmUp();
        } catch (RuntimeException e) {
            log.debug("The first page of the dashboard could not be asked for ahead", e);
        }
    }

    void warmUp() {
        Instant opened = lastOpened();
        boolean isLookedAt = opened != null && opened.isAfter(clock.instant().minus(lately));
        lately = LATELY;
        if (isLookedAt) {
            dashboard.warmUp();
        }
    }

    private @Nullable Instant lastOpened() {
        Instant here = dashboard.lastOpened();
        Instant anywhere = watermarks.read(Watermarks.DASHBOARD_OPENED);
        if (here != null && (anywhere == null || here.isAfter(anywhere.plus(STEP)))) {
            database.transaction().executeWithoutResult(status -> watermarks.raise(Watermarks.DASHBOARD_OPENED, here));
            return here;
        }
        return anywhere;
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
