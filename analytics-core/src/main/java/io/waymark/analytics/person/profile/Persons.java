/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.profile;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.StorableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tells what is known of people. Safe for use by many threads. */
public final class Persons {

    private static final String IDS = """
            select distinct_id from {schema}.distinct_id where app_id = :app and person_id = :person
            order by not identified, distinct_id collate "C"
            """;
    private static final String SEARCH = """
            select distinct_id from {schema}.distinct_id
            where app_id = :app and position(lower(:text) in lower(distinct_id)) > 0
            order by lower(distinct_id) <> lower(:text), not identified, distinct_id collate "C"
            limit :limit
            """;
    private static final String PROFILE = """
            select properties, created_at from {schema}.person where id = :person
            """;
    /** Under each number that the person has had; the array lets the index find them. */
    private static final String SEEN = """
            with numbers as (
              select array_agg(person_id) as all_numbers
              from (select :person as person_id
                    union all select m.person_id from {schema}.merged_person m where m.into_person_id = :person) n
            )
            select min(first_at) as first_at, max(last_at) as last_at
            from (
              select min(e.occurred_at) as first_at, max(e.occurred_at) as last_at from {schema}.event e
              where e.event_name_id = any(:names) and e.person_id = any((select all_numbers from numbers)::int[])
              union all
              select min(f.occurred_at), max(f.occurred_at) from {schema}.first_event f
              where f.event_name_id = any(:names) and f.person_id = any((select all_numbers from numbers)::int[])
            ) s
            """;

    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES = new TypeReference<>() {};

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final PersonIds ids;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * Reads people.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     */
    public Persons(AnalyticsDatabase database, EventNames eventNames) {
        this.database = database;
        this.eventNames = eventNames;
        this.ids = new PersonIds(database);
    }

    private record Seen(@Nullable Instant first, @Nullable Instant last) {}

    /**
     * Finds somebody of the default app.
     *
     * @param distinctId any of their ids
     * @return the person, or empty if nobody has that id
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public Optional<Person> find(String distinctId) {
        return find(AppId.DEFAULT, distinctId);
    }

    /**
     * Finds somebody.
     *
     * @param app the app
     * @param distinctId any of their ids
     * @return the person, or empty if nobody has that id
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public Optional<Person> find(AppId app, String distinctId) {
        if (!StorableText.test(distinctId)) {
            return Optional.empty();
        }
        Integer[] names = eventNames.all(app).values().toArray(Integer[]::new);
        return database.report(() -> {
            Integer person = ids.find(app, Set.of(distinctId)).get(distinctId);
            return person == null ? Optional.empty() : Optional.of(read(app, person, names));
        });
    }

    /**
     * Finds ids that contain a text.
     *
     * @param app whose people
     * @param text the text; its case does not matter
     * @param limit at most so many
     * @return the ids: the text itself, then those of known people, then the others, each by text
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public List<String> search(AppId app, String text, int limit) {
        if (!StorableText.test(text)) {
            return List.of();
        }
        return database.report(() -> database.sql(SEARCH)
                .param("app", app.value())
                .param("text", text)
                .param("limit", limit)
                .query(String.class)
                .list());
    }

    private Person read(AppId app, int person, Integer[] names) {
        List<String> distinctIds = database.sql(IDS)
                .param("app", app.value())
                .param("person", person)
                .query(String.class)
                .list();
        Seen seen = database.sql(SEEN)
                .param("person", person)
                .param("names", names)
                .query((row, number) -> new Seen(instant(row, "first_at"), instant(row, "last_at")))
                .single();
        return database.sql(PROFILE)
                .param("person", person)
                .query((row, number) -> {
                    Instant created =
                            row.getObject("created_at", OffsetDateTime.class).toInstant();
                    return new Person(
                            distinctIds,
                            json.readValue(row.getString("properties"), PROPERTIES),
                            seen.first() == null ? created : seen.first(),
                            seen.last() == null ? created : seen.last());
                })
                .single();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
