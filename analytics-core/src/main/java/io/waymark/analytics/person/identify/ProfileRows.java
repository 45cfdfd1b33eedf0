/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes profiles. Works inside the caller's transaction. */
final class ProfileRows {

    private static final String LOAD = """
            select id, properties, property_writes from {schema}.person where id = any(:people) order by id for update
            """;
    private static final String SAVE = """
            update {schema}.person p set properties = n.properties::jsonb, property_writes = n.writes::jsonb
            from unnest(:people::int[], :properties::text[], :writes::text[]) as n(id, properties, writes)
            where p.id = n.id
            """;
    private static final String DELETE = """
            delete from {schema}.person where id = any(:people)
            """;

    private final AnalyticsDatabase database;

    ProfileRows(AnalyticsDatabase database) {
        this.database = database;
    }

    /** The profiles of people by number, locked in the order of the numbers. */
    Map<Integer, Profile> load(Collection<Integer> people) {
        Map<Integer, Profile> profiles = new HashMap<>();
        database.sql(LOAD).param("people", people.toArray(Integer[]::new)).query(row -> {
            profiles.put(
                    row.getInt(1),
                    new Profile((ObjectNode) StoredJson.parse(row.getString(2)), StoredJson.parse(row.getString(3))));
        });
        return profiles;
    }

    /** Writes those that have changed. */
    void save(Map<Integer, Profile> profiles) {
        List<Integer> changed = profiles.keySet().stream()
                .filter(person -> profile(profiles, person).isChanged())
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        database.sql(SAVE)
                .param("people", changed.toArray(Integer[]::new))
                .param(
                        "properties",
                        changed.stream()
                                .map(person ->
                                        profile(profiles, person).values().toString())
                                .toArray(String[]::new))
                .param(
                        "writes",
                        changed.stream()
                                .map(person ->
                                        profile(profiles, person).writes().toString())
                                .toArray(String[]::new))
                .update();
    }

    private static Profile profile(Map<Integer, Profile> profiles, Integer person) {
        return Objects.requireNonNull(profiles.get(person));
    }

    /** Takes what people have who have been merged. */
    void absorb(Map<Integer, Integer> merged) {
        List<Integer> everybody = Stream.concat(merged.keySet().stream(), merged.values().stream())
                .distinct()
                .toList();
        Map<Integer, Profile> profiles = load(everybody);
        merged.forEach((from, into) -> {
            Profile source = profiles.get(from);
            Profile target = profiles.get(into);
            if (source != null && target != null) {
                target.absorb(source);
            }
        });
        profiles.keySet().removeAll(merged.keySet());
        save(profiles);
        database.sql(DELETE)
                .param("people", merged.keySet().toArray(Integer[]::new))
                .update();
    }
}
