/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.audience.Audiences;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All experiments, prepared, as of one look at them. What has not changed since the look before is taken over. */
final class Lineup {

    static final Lineup EMPTY = new Lineup(Map.of(), Map.of());

    private final Map<AppId, Map<String, Experiment>> source;
    private final Map<AppId, Map<String, Live>> prepared;

    private Lineup(Map<AppId, Map<String, Experiment>> source, Map<AppId, Map<String, Live>> prepared) {
        this.source = source;
        this.prepared = prepared;
    }

    boolean isOf(Map<AppId, Map<String, Experiment>> other) {
        return source == other;
    }

    Lineup next(Map<AppId, Map<String, Experiment>> other) {
        Map<AppId, Map<String, Live>> next = new HashMap<>();
        other.forEach((app, experiments) -> {
            Map<String, Live> ofApp = new HashMap<>();
            experiments.forEach((key, experiment) -> {
                Live before = find(app, key);
                ofApp.put(
                        key, before != null && before.experiment().equals(experiment) ? before : new Live(experiment));
            });
            next.put(app, ofApp);
        });
        return new Lineup(other, next);
    }

    @Nullable
    Live find(AppId app, String key) {
        Map<String, Live> ofApp = prepared.get(app);
        return ofApp == null ? null : ofApp.get(key);
    }

    Collection<Live> of(AppId app) {
        return prepared.getOrDefault(app, Map.of()).values();
    }

    @Nullable
    Live find(AppId app, long id) {
        return of(app).stream().filter(live -> live.id() == id).findFirst().orElse(null);
    }

    boolean anyRuns() {
        return prepared.values().stream()
                .flatMap(ofApp -> ofApp.values().stream())
                .anyMatch(Live::isRunning);
    }

    /** The segments that decide who takes part in what runs. */
    Set<Audiences.Key> segments() {
        return prepared.values().stream()
                .flatMap(ofApp -> ofApp.values().stream())
                .filter(live -> live.isRunning() && live.audience().segment() != null)
                .map(live -> new Audiences.Key(
                        live.experiment().app(), String.valueOf(live.audience().segment())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
