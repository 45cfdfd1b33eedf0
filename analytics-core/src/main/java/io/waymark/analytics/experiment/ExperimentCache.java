/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.RevisionedCopy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All experiments in memory, as of the last look at the database. */
final class ExperimentCache {

    private final ExperimentRows rows;
    private final Duration interval;
    private final RevisionedCopy<Map<AppId, Map<String, Experiment>>> byKey;

    ExperimentCache(ExperimentRows rows, Duration interval) {
        this.rows = rows;
        this.interval = interval;
        this.byKey = new RevisionedCopy<>("The definitions of experiments", rows::revision, this::read);
    }

    void start() {
        byKey.start(interval, "waymark-experiments");
    }

    void stop() {
        byKey.stop();
    }

    /** Looks at the database; never throws. */
    void refresh() {
        byKey.refresh();
    }

    @Nullable
    Experiment find(AppId app, String key) {
        return all().getOrDefault(app, Map.of()).get(key);
    }

    /** The same object until something changes. */
    Map<AppId, Map<String, Experiment>> all() {
        Map<AppId, Map<String, Experiment>> known = byKey.knownOrLookedUp();
        return known == null ? Map.of() : known;
    }

    List<Experiment> list(AppId app) {
        return all().getOrDefault(app, Map.of()).values().stream()
                .sorted(Comparator.comparing(Experiment::key))
                .toList();
    }

    private Map<AppId, Map<String, Experiment>> read() {
        return rows.all().stream()
                .collect(Collectors.groupingBy(
                        Experiment::app, Collectors.toUnmodifiableMap(Experiment::key, each -> each)));
    }
}
