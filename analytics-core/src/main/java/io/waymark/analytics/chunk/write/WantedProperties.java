/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.chunk.PropertyWishes.Wish;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.chunk.table.PropertyTable;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which properties are to have columns: those that reports ask for, or will, and those of the settings. */
final class WantedProperties {

    private static final Logger log = LoggerFactory.getLogger(WantedProperties.class);

    private static final String NAMES = """
            select id, app_id, name from {schema}.event_name
            """;

    private static final String WITH_SESSIONS = """
            select app_id from {schema}.chunk_session
            """;

    private final AnalyticsDatabase database;
    private final Clock clock;
    private final List<PropertyWishes> wishes;
    private final PropertyTable table;
    private final int maxValues;
    private final Set<String> always = new HashSet<>();
    private final Set<String> never = new HashSet<>();
    private final boolean automatic;

    WantedProperties(AnalyticsDatabase database, ChunkSettings settings, List<PropertyWishes> wishes, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.wishes = List.copyOf(wishes);
        this.table = new PropertyTable(database);
        this.maxValues = settings.maxValues();
        for (String property : settings.properties()) {
            if (property.startsWith(ChunkSettings.NEVER)) {
                never.add(property.substring(ChunkSettings.NEVER.length()));
            } else if (!property.equals(ChunkSettings.AUTOMATIC)) {
                always.add(property);
            }
        }
        this.automatic = settings.properties().contains(ChunkSettings.AUTOMATIC);
    }

    /** A property with more different values, or twenty times as many numbers, on one day is given up. */
    int maxValues() {
        return maxValues;
    }

    /** The properties that are to have columns. */
    List<KeptProperty> now() {
        if (!automatic && always.isEmpty()) {
            return List.of();
        }
        return table.wanted(clock.instant()).stream()
                .filter(property -> !never.contains(property.key()))
                .filter(property -> automatic || always.contains(property.key()))
                .toList();
    }

    void giveUp(Collection<Integer> ids) {
        table.giveUp(ids);
    }

    /** Asks for what reports will ask for, and for what the settings say. */
    void ask() {
        Map<Integer, Map<String, Integer>> names = new HashMap<>();
        database.sql(NAMES).query(row -> {
            names.computeIfAbsent(row.getInt("app_id"), app -> new HashMap<>())
                    .put(row.getString("name"), row.getInt("id"));
        });
        Set<KeptProperty> asked = new HashSet<>();
        names.values()
                .forEach(ofApp -> ofApp.values()
                        .forEach(name -> always.forEach(key -> asked.add(new KeptProperty(0, name, key)))));
        if (automatic) {
            List<Wish> wished = new ArrayList<>();
            for (PropertyWishes each : wishes) {
                try {
                    wished.addAll(each.wishes());
                } catch (RuntimeException e) {
                    log.warn("What properties reports will ask for is not known in full", e);
                }
            }
            for (Wish wish : wished) {
                Integer name = names.getOrDefault(wish.app(), Map.of()).get(wish.event());
                if (name != null) {
                    asked.add(new KeptProperty(0, name, wish.key()));
                }
            }
        }
        if (automatic) {
            database.sql(WITH_SESSIONS)
                    .query(Integer.class)
                    .list()
                    .forEach(app -> names.getOrDefault(app, Map.of())
                            .values()
                            .forEach(name -> asked.add(new KeptProperty(0, name, NeededProperties.SESSION))));
        }
        table.wish(asked, clock.instant());
    }
}
