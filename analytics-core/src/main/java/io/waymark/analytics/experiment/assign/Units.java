/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.audience.Audiences;
import io.waymark.analytics.experiment.audience.Facts;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The people this instance remembers, so many of all apps together: each may have an equal share. What is stored of them is
 * read once, while callers wait; when it is out of date, the old is given out while the new is being read.
 */
final class Units {

    private final Audiences audiences;
    private final Lookups lookups;
    private final int size;
    private final long outOfDate;
    private final Map<AppId, Generations<KnownUnit>> byApp = new ConcurrentHashMap<>();

    Units(Audiences audiences, Lookups lookups, ExperimentSettings settings) {
        this.audiences = audiences;
        this.lookups = lookups;
        this.size = settings.rememberedUnits();
        this.outOfDate = settings.audienceRefresh().toNanos();
    }

    @Nullable
    KnownUnit find(AppId app, String unitId) {
        Generations<KnownUnit> ofApp = byApp.get(app);
        return ofApp == null ? null : ofApp.find(unitId);
    }

    KnownUnit findOrAdd(AppId app, String unitId) {
        return byApp.computeIfAbsent(app, one -> new Generations<>(() -> size / Math.max(1, byApp.size())))
                .findOrAdd(unitId, KnownUnit::new);
    }

    /** What is stored of somebody, or null if it is not known in time. */
    @Nullable
    Facts facts(AppId app, String unitId, KnownUnit unit) {
        KnownUnit.Read read = unit.facts();
        if (read != null && System.nanoTime() - read.at() <= outOfDate) {
            return read.facts();
        }
        CompletableFuture<Facts> reading = unit.reading(() -> lookups.later(() -> read(app, unitId, unit)));
        return read == null ? lookups.within(reading) : read.facts();
    }

    private Facts read(AppId app, String unitId, KnownUnit unit) {
        Facts facts = audiences.read(app, unitId);
        unit.facts(new KnownUnit.Read(facts, System.nanoTime()));
        return facts;
    }
}
