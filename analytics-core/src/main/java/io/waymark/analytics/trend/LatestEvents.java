/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events that arrived last. Looks at the end of the order of ingest first, which the block range index finds
 * without reading the rest, and further back only while that holds too few events of the app.
 */
final class LatestEvents {

    private static final long FIRST_LOOK = 1_000;
    private static final int FURTHER = 16;

    private static final String LAST_SEQ = "select last_value from {schema}.event_seq";

    private static final String LATEST = """
            select e.seq, n.name, e.person_id, e.occurred_at, e.received_at, e.properties
            from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
            where e.seq > %s and %s
            order by e.seq desc
            limit %s
            """;

    private static final String DISTINCT_IDS = """
            select person_id, coalesce(min(distinct_id) filter (where identified), min(distinct_id)) as distinct_id
            from {schema}.distinct_id
            where app_id = :app and person_id = any(:people)
            group by person_id
            """;

    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES = new TypeReference<>() {};

    private final AnalyticsDatabase database;
    private final JsonMapper json = JsonMapper.builder().build();

    LatestEvents(AnalyticsDatabase database) {
        this.database = database;
    }

    List<LatestEvent> of(AppId app, Collection<Integer> eventNameIds, int limit, long afterSeq) {
        long last = database.sql(LAST_SEQ).query(Long.class).single();
        List<Row> rows = List.of();
        long look = Math.max(FIRST_LOOK, limit);
        long after;
        do {
            after = Math.max(afterSeq, last - look);
            rows = rows(eventNameIds, limit, after);
            look = Math.multiplyExact(look, FURTHER);
        } while (rows.size() < limit && after > afterSeq);
        Map<Integer, String> distinctIds = distinctIds(app, rows);
        return rows.stream().map(row -> event(row, distinctIds)).toList();
    }

    private List<Row> rows(Collection<Integer> eventNameIds, int limit, long after) {
        SqlParameters parameters = new SqlParameters();
        String sql = LATEST.formatted(
                parameters.bind(after),
                EventScan.of(eventNameIds, Period.allTime(), "e", parameters),
                parameters.bind(limit));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> new Row(
                        row.getLong("seq"),
                        row.getString("name"),
                        row.getInt("person_id"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getString("properties")))
                .list();
    }

    private Map<Integer, String> distinctIds(AppId app, List<Row> rows) {
        Map<Integer, String> distinctIds = new HashMap<>();
        database.sql(DISTINCT_IDS)
                .param("app", app.value())
                .param(
                        "people",
                        rows.stream().mapToInt(Row::personId).distinct().toArray())
                .query(row -> {
                    distinctIds.put(row.getInt("person_id"), row.getString("distinct_id"));
                });
        return distinctIds;
    }

    private LatestEvent event(Row row, Map<Integer, String> distinctIds) {
        String distinctId = Objects.requireNonNull(distinctIds.get(row.personId()), "A person has a distinct id");
        Event event = Event.builder(row.name(), distinctId)
                .occurredAt(row.occurredAt())
                .properties(json.readValue(row.properties(), PROPERTIES))
                .build();
        return new LatestEvent(row.seq(), event, row.receivedAt());
    }

    private record Row(
            long seq, String name, int personId, Instant occurredAt, Instant receivedAt, String properties) {}
}
