/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All experiments in memory, as of the last look at the database. A look costs one row while nothing has changed. When the
 * database does not answer, what was known stays known.
 */
final class ExperimentCache {

    private static final Logger log = LoggerFactory.getLogger(ExperimentCache.class);

    private final ExperimentRows rows;
    private final Duration interval;
    private final AtomicBoolean tried = new AtomicBoolean();
    private volatile @Nullable Snapshot snapshot;
    private boolean failing;
    private @Nullable ScheduledExecutorService poller;

    ExperimentCache(ExperimentRows rows, Duration interval) {
        this.rows = rows;
        this.interval = interval;
    }

    synchronized void start() {
        if (poller != null) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waymark-experiments");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        poller = started;
    }

    synchronized void stop() {
        if (poller != null) {
            poller.shutdownNow();
            poller = null;
        }
    }

    @Nullable
    Experiment find(AppId app, String key) {
        Snapshot known = known();
        return known == null ? null : known.byKey().get(new Key(app, key));
    }

    List<Experiment> list(AppId app) {
        Snapshot known = known();
        return known == null
                ? List.of()
                : known.byKey().values().stream()
                        .filter(each -> each.app().equals(app))
                        .sorted(Comparator.comparing(Experiment::key))
                        .toList();
    }

    private @Nullable Snapshot known() {
        if (snapshot == null && tried.compareAndSet(false, true)) {
            refresh();
        }
        return snapshot;
    }

    /** Looks at the database; never throws. */
    synchronized void refresh() {
        try {
            // The number is read first: a change that happens between the two reads is seen by the next look.
            long revision = rows.revision();
            Snapshot known = snapshot;
            if (known == null || known.revision() != revision) {
                Map<Key, Experiment> byKey = new HashMap<>();
                rows.all().forEach(each -> byKey.put(new Key(each.app(), each.key()), each));
                snapshot = new Snapshot(revision, Map.copyOf(byKey));
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("The definitions of experiments cannot be read; going on with those known so far", e);
            }
            failing = true;
        }
    }

    private record Snapshot(long revision, Map<Key, Experiment> byKey) {}

    private record Key(AppId app, String key) {}
}
