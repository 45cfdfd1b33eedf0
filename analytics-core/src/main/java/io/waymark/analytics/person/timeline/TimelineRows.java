/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.person.timeline.Timeline.Cursor;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of one person, under each number that the person has had. */
final class TimelineRows {

    private static final int MAX_ROWS = 10_000;

    private static final String NUMBERS = """
            select :person union all select m.person_id from {schema}.merged_person m where m.into_person_id = :person
            """;

    private static final String DISTINCT_ID = """
            select coalesce(min(distinct_id) filter (where identified), min(distinct_id))
            from {schema}.distinct_id where person_id = :person
            """;

    private static final String EVENTS = """
            select e.seq, n.name, e.occurred_at, e.received_at, e.session, e.properties
            from {schema}.event e join {schema}.event_name n on n.id = e.event_name_id
            where e.event_name_id = any(:names) and e.person_id = any(:people)
            """;

    private static final String BEFORE = EVENTS + """
              and (:before::timestamptz is null or (e.occurred_at, e.seq) < (:before::timestamptz, :seq))
            order by e.occurred_at desc, e.seq desc
            limit :limit
            """;

    private static final String BETWEEN = EVENTS + """
              and e.occurred_at between :from and :to
            order by e.occurred_at, e.seq
            limit :limit
            """;

    private static final String BY_SEQ = """
            select e.person_id, e.occurred_at, e.seq from {people}.event e
            where e.seq = :seq and e.event_name_id = any(:names)
            """;

    private static final String BY_SESSION = """
            select e.person_id, e.occurred_at, e.seq from {people}.event e
            where e.session = :session and e.event_name_id = any(:names)
            order by e.occurred_at desc
            limit 1
            """;

    private static final String PURGED = """
            select exists (
              select from {schema}.first_event f join {schema}.watermark w on w.name = :dropped
              where f.event_name_id = any(:names) and f.person_id = any(:people) and f.occurred_at < w.reached_at
            )
            """;

    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES = new TypeReference<>() {};

    private final AnalyticsDatabase database;
    private final JsonMapper json = JsonMapper.builder().build();

    TimelineRows(AnalyticsDatabase database) {
        this.database = database;
    }

    /** An event of somebody. */
    record Place(int person, Instant occurredAt, long seq) {}

    int[] numbersOf(int person) {
        return database.sql(NUMBERS).param("person", person).query(Integer.class).list().stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    String distinctId(int person) {
        return database.sql(DISTINCT_ID)
                .param("person", person)
                .query(String.class)
                .single();
    }

    /** The latest events, the latest first. */
    List<StoredEvent> before(int[] names, int[] people, @Nullable Cursor before, int limit) {
        return database.sql(BEFORE)
                .param("names", names)
                .param("people", people)
                .param(
                        "before",
                        before == null
                                ? null
                                : Instant.ofEpochMilli(before.occurredMillis()).atOffset(ZoneOffset.UTC))
                .param("seq", before == null ? 0 : before.seq())
                .param("limit", limit)
                .query(this::event)
                .list();
    }

    /** Whether any events have been deleted by age. */
    boolean arePurged(int[] names, int[] people) {
        return database.sql(PURGED)
                .param("dropped", Watermarks.DROPPED_BEFORE)
                .param("names", names)
                .param("people", people)
                .query(Boolean.class)
                .single();
    }

    /** The events from one instant to another, in their order. */
    List<StoredEvent> between(int[] names, int[] people, Instant from, Instant to) {
        return database.sql(BETWEEN)
                .param("names", names)
                .param("people", people)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", MAX_ROWS)
                .query(this::event)
                .list();
    }

    Optional<Place> bySeq(int[] names, long seq) {
        return database.sql(BY_SEQ)
                .param("names", names)
                .param("seq", seq)
                .query(TimelineRows::place)
                .optional();
    }

    Optional<Place> bySession(int[] names, long session) {
        return database.sql(BY_SESSION)
                .param("names", names)
                .param("session", session)
                .query(TimelineRows::place)
                .optional();
    }

    private static Place place(ResultSet row, int number) throws SQLException {
        return new Place(row.getInt("person_id"), instant(row, "occurred_at"), row.getLong("seq"));
    }

    private StoredEvent event(ResultSet row, int number) throws SQLException {
        long session = row.getLong("session");
        Long clientId = row.wasNull() ? null : (Long) session;
        return new StoredEvent(
                new TimelineEvent(
                        row.getLong("seq"),
                        row.getString("name"),
                        instant(row, "occurred_at"),
                        instant(row, "received_at"),
                        json.readValue(row.getString("properties"), PROPERTIES)),
                clientId);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
