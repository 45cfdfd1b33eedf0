/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The dictionary of event names: a number per app and name. A number, once given, never changes.
 *
 * <p>Safe for use by many threads. Only what is committed is kept in memory, and no more of it than fits.
 */
public final class EventNames {

    private static final String FIND = """
            select name, id from {schema}.event_name where app_id = :app and name = any(:names)
            """;
    private static final String ALL = """
            select name, id from {schema}.event_name where app_id = :app order by name
            """;
    private static final String ADD = """
            insert into {schema}.event_name (app_id, name)
            select :app, n.name from unnest(:names::text[]) as n(name) order by 2
            on conflict do nothing
            """;

    private static final int MAX_KNOWN = 20_000;

    private final AnalyticsDatabase database;
    private final Map<Key, Integer> known = new ConcurrentHashMap<>();

    /**
     * Reads and extends the dictionary.
     *
     * @param database where it is
     */
    public EventNames(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Looks names up, adding those that are new. Adds in a transaction of its own, before any events use them: not to
     * be called inside another.
     *
     * @param app the app
     * @param names the names
     * @return their numbers by name
     */
    public Map<String, Integer> resolve(AppId app, Collection<String> names) {
        Map<String, Integer> found = find(app, names);
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(found.keySet());
        if (missing.isEmpty()) {
            return found;
        }
        database.transaction()
                .executeWithoutResult(status -> database.sql(ADD)
                        .param("app", app.value())
                        .param("names", missing.toArray(String[]::new))
                        .update());
        return find(app, names);
    }

    /**
     * Looks names up.
     *
     * @param app the app
     * @param names the names
     * @return the numbers, by name, of those that have been tracked
     */
    public Map<String, Integer> find(AppId app, Collection<String> names) {
        Map<String, Integer> found = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            Integer id = known.get(new Key(app, name));
            if (id == null) {
                unknown.add(name);
            } else {
                found.put(name, id);
            }
        }
        if (!unknown.isEmpty()) {
            database.sql(FIND)
                    .param("app", app.value())
                    .param("names", unknown.toArray(String[]::new))
                    .query((row, number) -> remember(app, row.getString(1), row.getInt(2)))
                    .list()
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    /**
     * Every name of an app.
     *
     * @param app the app
     * @return numbers by name, in order of the name
     */
    public Map<String, Integer> all(AppId app) {
        List<Map.Entry<String, Integer>> entries = database.sql(ALL)
                .param("app", app.value())
                .query((row, number) -> remember(app, row.getString(1), row.getInt(2)))
                .list();
        return entries.stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first, LinkedHashMap::new));
    }

    /** Forgets what is kept in memory, for when the database may not be what it was. */
    public void forget() {
        known.clear();
    }

    private Map.Entry<String, Integer> remember(AppId app, String name, int id) {
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.put(new Key(app, name), id);
        return Map.entry(name, id);
    }

    private record Key(AppId app, String name) {}
}
