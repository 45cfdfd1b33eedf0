/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads and writes who is who. Works inside the caller's transaction. */
final class LinkRows {

    private static final String KNOWN = """
            select distinct person_id from {schema}.distinct_id where person_id = any(:people) and identified
            """;
    private static final String CREATE = """
            insert into {schema}.person (id, app_id)
            select nextval(pg_get_serial_sequence('{schema}.person', 'id')), :app from generate_series(1, :number)
            returning id
            """;
    private static final String ADD = """
            insert into {schema}.distinct_id (app_id, distinct_id, person_id)
            select :app, n.distinct_id, n.person_id
            from unnest(:ids::text[], :people::int[]) as n(distinct_id, person_id)
            """;
    /** Locks in the order of the ids, as several writers may do this at once. */
    private static final String IDENTIFY = """
            with news as (
              select app_id, distinct_id from {schema}.distinct_id
              where app_id = :app and distinct_id = any(:ids) and not identified
              order by distinct_id for update
            )
            update {schema}.distinct_id d set identified = true
            from news n where d.app_id = n.app_id and d.distinct_id = n.distinct_id
            """;

    private static final String REPOINT = """
            update {schema}.distinct_id d set person_id = m.into_person
            from unnest(:from::int[], :into::int[]) as m(person, into_person)
            where d.app_id = :app and d.person_id = m.person
            """;
    private static final String MERGE = """
            insert into {schema}.merged_person (person_id, app_id, into_person_id)
            select m.person, :app, m.into_person from unnest(:from::int[], :into::int[]) as m(person, into_person)
            """;
    private static final String DIRTY = """
            insert into {schema}.dirty (app_id, day)
            select distinct n.app_id, (e.occurred_at at time zone coalesce(a.time_zone, 'UTC'))::date
            from {schema}.event_name n
            join {schema}.event e on e.event_name_id = n.id and e.person_id = any(:people)
            left join {schema}.app a on a.id = n.app_id
            where n.app_id = :app
            order by 1, 2
            on conflict do nothing
            """;

    private final AnalyticsDatabase database;

    LinkRows(AnalyticsDatabase database) {
        this.database = database;
    }

    /** Which of some people are known by name. */
    Set<Integer> known(Collection<Integer> people) {
        return new HashSet<>(database.sql(KNOWN)
                .param("people", people.toArray(Integer[]::new))
                .query(Integer.class)
                .list());
    }

    /** Makes new people, ids of people, and known people. */
    void store(AppId app, Linking links) {
        Map<Integer, Integer> created = create(
                app,
                links.added().values().stream()
                        .filter(person -> person < 0)
                        .distinct()
                        .toList());
        Map<String, Integer> added = new HashMap<>();
        links.added().forEach((distinctId, person) -> added.put(distinctId, created.getOrDefault(person, person)));
        if (!added.isEmpty()) {
            List<String> ids = List.copyOf(added.keySet());
            database.sql(ADD)
                    .param("app", app.value())
                    .param("ids", ids.toArray(String[]::new))
                    .param("people", ids.stream().map(added::get).toArray(Integer[]::new))
                    .update();
        }
        database.sql(IDENTIFY)
                .param("app", app.value())
                .param("ids", links.identified().toArray(String[]::new))
                .update();
    }

    private Map<Integer, Integer> create(AppId app, List<Integer> placeholders) {
        Map<Integer, Integer> created = new HashMap<>();
        if (!placeholders.isEmpty()) {
            List<Integer> numbers = database.sql(CREATE)
                    .param("app", app.value())
                    .param("number", placeholders.size())
                    .query(Integer.class)
                    .list();
            for (int i = 0; i < numbers.size(); i++) {
                created.put(placeholders.get(i), numbers.get(i));
            }
        }
        return created;
    }

    /** Makes people one, and has the days on which they did something counted again. Events stay as they are. */
    void merge(AppId app, Map<Integer, Integer> merged) {
        for (String sql : List.of(REPOINT, MERGE)) {
            database.sql(sql)
                    .param("app", app.value())
                    .param("from", numbers(merged, Map.Entry::getKey))
                    .param("into", numbers(merged, Map.Entry::getValue))
                    .update();
        }
        database.sql(DIRTY)
                .param("app", app.value())
                .param("people", numbers(merged, Map.Entry::getKey))
                .update();
    }

    private static Integer[] numbers(
            Map<Integer, Integer> merged, Function<Map.Entry<Integer, Integer>, Integer> side) {
        return merged.entrySet().stream().map(side).toArray(Integer[]::new);
    }
}
