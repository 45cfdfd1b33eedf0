/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.chunk.table.PropertyTable;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what properties reports ask for, once in a while and after the report. Safe for use by many threads. */
final class AskedProperties {

    private static final Logger log = LoggerFactory.getLogger(AskedProperties.class);
    private static final Duration AGAIN_AFTER = Duration.ofHours(6);
    private static final int MAX_KNOWN = 10_000;

    private final AnalyticsDatabase database;
    private final PropertyTable table;
    private final Clock clock;
    private final Map<KeptProperty, Instant> known = new ConcurrentHashMap<>();

    AskedProperties(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.table = new PropertyTable(database);
        this.clock = clock;
    }

    /** To be called within a report. */
    void add(NeededProperties needed) {
        Instant now = clock.instant();
        List<KeptProperty> fresh = new ArrayList<>();
        needed.keys()
                .forEach((name, keys) -> keys.forEach(key -> {
                    KeptProperty property = new KeptProperty(0, name, key);
                    Instant before = known.get(property);
                    if (before == null || !now.isBefore(before.plus(AGAIN_AFTER))) {
                        fresh.add(property);
                    }
                }));
        if (fresh.isEmpty()) {
            return;
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        fresh.forEach(property -> known.put(property, now));
        // A report cannot write, and its connection may be the only one to be had.
        Objects.requireNonNull(database.currentReport()).afterwards(() -> write(fresh, now));
    }

    private void write(List<KeptProperty> properties, Instant now) {
        try {
            database.transaction().executeWithoutResult(status -> table.ask(properties, now));
        } catch (RuntimeException e) {
            log.warn("What properties reports ask for cannot be written down", e);
            properties.forEach(known::remove);
        }
    }
}
