/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which distinct id is which person. People get dense numbers: a number is drawn only for a distinct id that was not
 * found.
 *
 * <p>Works inside the caller's transaction. Distinct ids are always locked in the same order, so that two writers never
 * wait for each other in a circle.
 */
public final class PersonIds {

    private static final String FIND = """
            select distinct_id, number, person_id from {schema}.distinct_id
            where app_id = :app and distinct_id = any(:ids)
            """;
    private static final String ADD = """
            with claimed as (
              insert into {schema}.distinct_id (app_id, distinct_id, person_id)
              select :app, n.distinct_id, nextval(pg_get_serial_sequence('{schema}.person', 'id'))
              from (select unnest(:ids::text[]) as distinct_id order by 1) n
              on conflict do nothing
              returning distinct_id, number, person_id
            ), people as (
              insert into {schema}.person (id, app_id) select person_id, :app from claimed
            )
            select distinct_id, number, person_id from claimed
            """;

    private static final String MERGED = """
            select person_id, into_person_id from {schema}.merged_person
            where person_id = any(:people) or into_person_id = any(:people)
            """;

    private final AnalyticsDatabase database;
    private final JdbcTemplate jdbc;

    /**
     * Reads and extends the people.
     *
     * @param database where they are
     */
    public PersonIds(AnalyticsDatabase database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
    }

    /**
     * Looks distinct ids up, making a person of each that is new.
     *
     * @param app the app
     * @param distinctIds the ids
     * @return their numbers and people by distinct id
     */
    public Map<String, KnownDistinctId> resolve(AppId app, Collection<String> distinctIds) {
        Set<String> missing = new TreeSet<>(distinctIds);
        Map<String, KnownDistinctId> people = new HashMap<>(read(FIND, app, missing));
        missing.removeAll(people.keySet());
        if (!missing.isEmpty()) {
            people.putAll(read(ADD, app, missing));
            missing.removeAll(people.keySet());
        }
        if (!missing.isEmpty()) {
            // Another writer added these meanwhile; its commit has been waited for.
            people.putAll(read(FIND, app, missing));
        }
        return people;
    }

    /**
     * Looks distinct ids up.
     *
     * @param app the app
     * @param distinctIds the ids
     * @return the number of the person by distinct id, of those that are known
     */
    public Map<String, Integer> find(AppId app, Collection<String> distinctIds) {
        Map<String, Integer> people = new HashMap<>();
        read(FIND, app, new TreeSet<>(distinctIds)).forEach((id, known) -> people.put(id, known.personId()));
        return people;
    }

    /**
     * Asks who of some people has been merged.
     *
     * @param people the numbers of the people
     * @return the person that each one is now, by the one that was merged, of these people and of those merged into them
     */
    public Map<Integer, Integer> merged(Collection<Integer> people) {
        Map<Integer, Integer> merged = new HashMap<>();
        database.sql(MERGED)
                .param("people", people.stream().distinct().sorted().toArray(Integer[]::new))
                .query(row -> {
                    merged.put(row.getInt(1), row.getInt(2));
                });
        return merged;
    }

    private Map<String, KnownDistinctId> read(String sql, AppId app, Set<String> distinctIds) {
        List<String> ids = List.copyOf(distinctIds);
        Array array =
                jdbc.execute((ConnectionCallback<Array>) connection -> connection.createArrayOf("text", ids.toArray()));
        Map<String, KnownDistinctId> found = new HashMap<>();
        database.sql(sql).param("app", app.value()).param("ids", array).query(row -> {
            found.put(row.getString(1), new KnownDistinctId(row.getInt(2), row.getInt(3)));
        });
        return found;
    }
}
