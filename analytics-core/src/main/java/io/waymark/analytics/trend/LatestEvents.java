/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Event;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events that arrived last. Looks at the end of the order of ingest first, and further back only while that holds
 * too few events of the app.
 */
final class LatestEvents {

    private static final long FIRST_LOOK = 64;
    private static final int FURTHER = 16;

    private static final String LAST_SEQ = "select last_value from {schema}.event_seq";

    private static final String LATEST = """
            select e.seq, n.name, d.distinct_id, e.occurred_at, e.received_at, e.properties
            from {people}.event e
            join {schema}.event_name n on n.id = e.event_name_id
            join {schema}.distinct_id d on d.person_id = e.person_id and d.number = e.distinct_id_number
            where e.seq > %s and %s
            order by e.seq desc
            limit %s
            """;

    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES = new TypeReference<>() {};

    private final AnalyticsDatabase database;
    private final JsonMapper json = JsonMapper.builder().build();

    LatestEvents(AnalyticsDatabase database) {
        this.database = database;
    }

    List<LatestEvent> of(Collection<Integer> eventNameIds, int limit, long afterSeq) {
        long last = database.sql(LAST_SEQ).query(Long.class).single();
        List<LatestEvent> events = List.of();
        long look = Math.max(FIRST_LOOK, 4L * limit);
        long after;
        do {
            after = Math.max(afterSeq, last - look);
            events = after(after, eventNameIds, limit);
            look = Math.multiplyExact(look, FURTHER);
        } while (events.size() < limit && after > afterSeq);
        return events;
    }

    private List<LatestEvent> after(long after, Collection<Integer> eventNameIds, int limit) {
        SqlParameters parameters = new SqlParameters();
        String sql = LATEST.formatted(
                parameters.bind(after),
                EventScan.of(eventNameIds, Period.allTime(), "e", parameters),
                parameters.bind(limit));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> event(row))
                .list();
    }

    private LatestEvent event(ResultSet row) throws SQLException {
        Event event = Event.builder(row.getString("name"), row.getString("distinct_id"))
                .occurredAt(instant(row, "occurred_at"))
                .properties(json.readValue(row.getString("properties"), PROPERTIES))
                .build();
        return new LatestEvent(row.getLong("seq"), event, instant(row, "received_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
