/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.tenant.quota.EventQuota;
import io.waymark.analytics.tenant.quota.EventUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps up with keys and quotas, and writes when keys were used and how many events were stored. */
public final class TenantWatch {

    private static final Logger log = LoggerFactory.getLogger(TenantWatch.class);
    private static final long LAST_LOOK_SECONDS = 5;

    private final ApiKeyStore keys;
    private final EventUsage usage;
    private final EventQuota quota;
    private final Duration interval;
    private @Nullable ScheduledExecutorService thread;
    private boolean failing;

    /**
     * Watches when started.
     *
     * @param keys the keys
     * @param usage counts events
     * @param quota how many there may be
     * @param settings how often
     */
    public TenantWatch(ApiKeyStore keys, EventUsage usage, EventQuota quota, TenantSettings settings) {
        this.keys = keys;
        this.usage = usage;
        this.quota = quota;
        this.interval = settings.refreshInterval();
    }

    /** Looks once, and then again and again. */
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        look();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "waymark-tenants");
            daemon.setDaemon(true);
            return daemon;
        });
        started.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    /** Stops, and writes what has not been written. */
    public synchronized void stop() {
        if (thread != null) {
            // A look that is under way has counts in hand: to interrupt it would lose them.
            thread.shutdown();
            try {
                if (!thread.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
            look();
        }
    }

    private void look() {
        keys.refresh();
        RuntimeException failure = null;
        for (Runnable part : List.<Runnable>of(usage::write, quota::refresh, keys::writeLastUses)) {
            try {
                part.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null && !failing) {
            log.warn("Quotas cannot be looked at; going on with what is known so far", failure);
        }
        failing = failure != null;
    }
}
