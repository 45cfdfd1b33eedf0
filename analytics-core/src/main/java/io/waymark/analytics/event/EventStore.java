/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Appends events to the event table, each once.
 *
 * <p>Works inside the caller's transaction and takes the writers' lock, which is shared among writers: whoever takes it
 * alone knows that no row with a smaller {@code seq} is still in flight.
 */
public final class EventStore {

    /** The advisory lock that writers share and the rollup takes alone for a moment. */
    public static final long WRITERS_LOCK = 0x5741594D41524B02L;

    private static final String LOCK = "select pg_advisory_xact_lock_shared(:lock)";

    private static final String APPEND = """
            insert into {schema}.event
              (occurred_at, received_at, seq, session, person_id, event_name_id, dedup, properties)
            select timestamptz 'epoch' + i.occurred_ms * interval '1 millisecond',
                   timestamptz 'epoch' + i.received_ms * interval '1 millisecond',
                   nextval('{schema}.event_seq'), i.session, i.person_id, i.event_name_id, i.dedup, i.properties::jsonb
            from (
              select * from unnest(:occurred::bigint[], :received::bigint[], :session::bigint[], :person::int[],
                                   :name::int[], :dedup::int[], :properties::text[]) with ordinality
                as u(occurred_ms, received_ms, session, person_id, event_name_id, dedup, properties, position)
              order by position
            ) i
            on conflict do nothing
            returning event_name_id, person_id, (extract(epoch from occurred_at) * 1000)::bigint, dedup
            """;

    private static final String EARLIER_ATTEMPTS = """
            select distinct e.event_name_id, e.person_id, e.dedup
            from unnest(:received::bigint[], :person::int[], :name::int[], :dedup::int[])
                   as i(received_ms, person_id, event_name_id, dedup)
            join {schema}.event e
              on e.person_id = i.person_id and e.event_name_id = i.event_name_id and e.dedup = i.dedup
             and e.occurred_at >= timestamptz 'epoch' + (i.received_ms - 172800000) * interval '1 millisecond'
             and e.occurred_at <= timestamptz 'epoch' + (i.received_ms + 86400000) * interval '1 millisecond'
            """;

    private final AnalyticsDatabase database;
    private final EventPartitions partitions;
    private final NamedParameterJdbcTemplate jdbc;

    /**
     * Appends to the event table.
     *
     * @param database where it is
     */
    public EventStore(AnalyticsDatabase database) {
        this.database = database;
        this.partitions = new EventPartitions(database);
        this.jdbc = new NamedParameterJdbcTemplate(database.dataSource());
    }

    /**
     * Makes sure that the partitions for some instants exist. Runs in transactions of its own; to be called before the
     * transaction that appends.
     *
     * @param occurredAt the instants
     */
    public void prepare(List<Instant> occurredAt) {
        partitions.ensure(occurredAt);
    }

    /**
     * Appends events, in order, except those that are stored already.
     *
     * @param rows the events
     * @return the positions in {@code rows} that were stored
     */
    public BitSet append(List<EventRow> rows) {
        database.sql(LOCK).param("lock", WRITERS_LOCK).query().listOfRows();
        List<EventRow> fresh = withoutEarlierAttempts(rows);
        Map<Key, Integer> byKey = new HashMap<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            byKey.put(Key.of(rows.get(i)), i);
        }
        BitSet stored = new BitSet(rows.size());
        if (!fresh.isEmpty()) {
            jdbc.query(database.tables().qualify(APPEND), columns(fresh), result -> {
                Key key = new Key(result.getInt(1), result.getInt(2), result.getLong(3), result.getInt(4));
                Integer position = byKey.get(key);
                if (position != null) {
                    stored.set(position);
                }
            });
        }
        return stored;
    }

    private List<EventRow> withoutEarlierAttempts(List<EventRow> rows) {
        List<EventRow> unstable =
                rows.stream().filter(row -> !row.timeIsStable()).toList();
        if (unstable.isEmpty()) {
            return rows;
        }
        Set<Attempt> seen = new HashSet<>();
        jdbc.query(database.tables().qualify(EARLIER_ATTEMPTS), columns(unstable), result -> {
            seen.add(new Attempt(result.getInt(1), result.getInt(2), result.getInt(3)));
        });
        return rows.stream()
                .filter(row -> seen.add(Attempt.of(row)) || row.timeIsStable())
                .toList();
    }

    private MapSqlParameterSource columns(List<EventRow> rows) {
        return new MapSqlParameterSource()
                .addValue(
                        "occurred",
                        array("bigint", rows, row -> row.occurredAt().toEpochMilli()),
                        Types.ARRAY)
                .addValue(
                        "received",
                        array("bigint", rows, row -> row.receivedAt().toEpochMilli()),
                        Types.ARRAY)
                .addValue("session", array("bigint", rows, EventRow::session), Types.ARRAY)
                .addValue("person", array("int", rows, EventRow::personId), Types.ARRAY)
                .addValue("name", array("int", rows, EventRow::eventNameId), Types.ARRAY)
                .addValue("dedup", array("int", rows, EventRow::dedup), Types.ARRAY)
                .addValue("properties", array("text", rows, EventRow::properties), Types.ARRAY);
    }

    private java.sql.Array array(String type, List<EventRow> rows, Function<EventRow, ?> column) {
        JdbcTemplate plain = jdbc.getJdbcTemplate();
        return plain.execute(new ConnectionCallback<java.sql.Array>() {
            @Override
            public java.sql.Array doInConnection(Connection connection) throws SQLException {
                return connection.createArrayOf(type, rows.stream().map(column).toArray());
            }
        });
    }

    private record Key(int eventNameId, int personId, long occurredMillis, int dedup) {

        static Key of(EventRow row) {
            return new Key(row.eventNameId(), row.personId(), row.occurredAt().toEpochMilli(), row.dedup());
        }
    }

    private record Attempt(int eventNameId, int personId, int dedup) {

        static Attempt of(EventRow row) {
            return new Attempt(row.eventNameId(), row.personId(), row.dedup());
        }
    }
}
