/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Inserts events that are not stored yet, under the writers' lock. */
final class EventInsert {

    /** In the order of the arrays, which is that of {@code seq}. */
    private static final String INSERT = """
            insert into {schema}.event
              (occurred_at, received_at, seq, session, person_id, distinct_id_number, event_name_id, dedup, properties)
            select timestamptz 'epoch' + i.occurred_ms * interval '1 millisecond',
                   timestamptz 'epoch' + i.received_ms * interval '1 millisecond',
                   nextval('{schema}.event_seq'), i.session, i.person_id, i.distinct_id_number, i.event_name_id, i.dedup,
                   i.properties::jsonb
            from unnest(:occurred::bigint[], :received::bigint[], :session::bigint[], :person::int[],
                        :distinct_id::int[], :name::int[], :dedup::int[], :properties::text[])
                   as i(occurred_ms, received_ms, session, person_id, distinct_id_number, event_name_id, dedup, properties)
            %s
            """;

    /** Makes the database look for each event before it inserts it, which is up to a third of what that costs. */
    private static final String UNLESS_STORED = "on conflict do nothing returning seq";

    /**
     * All or none: the lock is still held, nothing of their time was purged, nobody of them merged, and their days are still
     * dirty.
     */
    private static final String IF_NOTHING_HAPPENED = """
            where current_setting('%s', true) = '%s' and not exists (
              select from {schema}.watermark w
              where w.name = :watermark
                and w.reached_at > timestamptz 'epoch' + :first::bigint * interval '1 millisecond'
            ) and not exists (
              select from {schema}.merged_person m
              where m.person_id = any(:person::int[]) or m.into_person_id = any(:person::int[])
            ) and not exists (
              select from unnest(:day_apps::int[], :days::text[], :zones::text[]) as k(app_id, day, zone)
              left join {schema}.app a on a.id = k.app_id
              left join {schema}.dirty d on d.app_id = k.app_id and d.day = k.day::date and not d.claimed
              where d.day is null or coalesce(a.time_zone, 'UTC') <> k.zone
            )
            """.formatted(WritersLock.NOTE, WritersLock.READ_COMMITTED);

    private static final String STORED = """
            select i.position, e.seq
            from unnest(:occurred::bigint[], :person::int[], :name::int[], :dedup::int[])
                   with ordinality as i(occurred_ms, person_id, event_name_id, dedup, position)
            join {schema}.event e
              on e.person_id = i.person_id and e.event_name_id = i.event_name_id and e.dedup = i.dedup
             and e.occurred_at = timestamptz 'epoch' + i.occurred_ms * interval '1 millisecond'
            order by i.position
            """;

    private final NamedParameterJdbcTemplate jdbc;
    private final String insert;
    private final String lockAndInsert;
    private final String lockAndInsertNew;
    private final String stored;
    private final Caution caution = new Caution(64, 4096);

    EventInsert(AnalyticsDatabase database) {
        this.jdbc = new NamedParameterJdbcTemplate(database.dataSource());
        this.insert = database.tables().qualify(INSERT.formatted(UNLESS_STORED));
        String lockAndInsert = WritersLock.SHARED_AND_NOTED + ";\n" + INSERT;
        this.lockAndInsert = database.tables().qualify(lockAndInsert.formatted(IF_NOTHING_HAPPENED + UNLESS_STORED));
        this.lockAndInsertNew = database.tables().qualify(lockAndInsert.formatted(IF_NOTHING_HAPPENED));
        this.stored = database.tables().qualify(STORED);
    }

    /** Which of them were new. */
    BitSet insert(List<EventRow> rows) {
        MapSqlParameterSource columns = columns(rows);
        Set<Long> numbers = new HashSet<>();
        jdbc.query(insert, columns, result -> {
            numbers.add(result.getLong(1));
        });
        return inserted(rows, columns, numbers);
    }

    /** False for a while after an event was found to be stored already, for a number of calls. */
    boolean mayTryNews() {
        return caution.mayDare();
    }

    /**
     * In one trip with the lock and all that has to be looked at under it; all or none, which is so if that has changed, or the
     * driver did not send both as one transaction, where there was none.
     */
    BitSet lockAndInsertNews(List<EventRow> rows, Collection<LocalDay> dirty) {
        try {
            int inserted = jdbc.execute(lockAndInsertNew, columns(rows, dirty), statement -> {
                lock(statement);
                return statement.getUpdateCount();
            });
            caution.wentWell();
            BitSet all = new BitSet(rows.size());
            all.set(0, inserted == 0 ? 0 : rows.size());
            return all;
        } catch (DuplicateKeyException e) {
            caution.failed();
            throw new StoredBeforeException(e);
        }
    }

    /** The same, but which of them were new, or none. */
    BitSet lockAndInsertUnlessStored(List<EventRow> rows, Collection<LocalDay> dirty) {
        MapSqlParameterSource columns = columns(rows, dirty);
        return inserted(rows, columns, lockAndInsert(columns));
    }

    private static MapSqlParameterSource columns(List<EventRow> rows, Collection<LocalDay> dirty) {
        return columns(rows)
                .addValue("watermark", Watermarks.PURGED_BEFORE)
                .addValue(
                        "first",
                        rows.stream()
                                .mapToLong(row -> row.occurredAt().toEpochMilli())
                                .min()
                                .orElse(0))
                .addValue("day_apps", array(dirty, LocalDay::app, Integer[]::new), Types.ARRAY)
                .addValue("days", array(dirty, day -> day.day().toString(), String[]::new), Types.ARRAY)
                .addValue("zones", array(dirty, LocalDay::zone, String[]::new), Types.ARRAY);
    }

    private Set<Long> lockAndInsert(MapSqlParameterSource columns) {
        return jdbc.execute(lockAndInsert, columns, statement -> {
            lock(statement);
            Set<Long> numbers = new HashSet<>();
            try (ResultSet inserted = statement.getResultSet()) {
                while (inserted.next()) {
                    numbers.add(inserted.getLong(1));
                }
            }
            return numbers;
        });
    }

    /** Runs the statement, and goes on to what follows the lock. */
    private static void lock(PreparedStatement statement) throws SQLException {
        statement.execute();
        try (ResultSet lock = statement.getResultSet()) {
            lock.next();
            WritersLock.requireReadCommitted(lock.getString(1));
        }
        statement.getMoreResults();
    }

    /** All are new, as a rule. Else it has to be asked, since rows that come back cost as much as rows sent. */
    private BitSet inserted(List<EventRow> rows, MapSqlParameterSource columns, Set<Long> numbers) {
        BitSet inserted = new BitSet(rows.size());
        if (numbers.size() == rows.size()) {
            inserted.set(0, rows.size());
        } else if (!numbers.isEmpty()) {
            jdbc.query(stored, columns, result -> {
                // Of equal rows, the first is the one that was stored.
                if (numbers.remove(result.getLong(2))) {
                    inserted.set(result.getInt(1) - 1);
                }
            });
        }
        return inserted;
    }

    /** The columns of events as parameters of a statement. */
    static MapSqlParameterSource columns(List<EventRow> rows) {
        return new MapSqlParameterSource()
                .addValue("occurred", bigints(rows, row -> row.occurredAt().toEpochMilli()), Types.ARRAY)
                .addValue("received", bigints(rows, row -> row.receivedAt().toEpochMilli()), Types.ARRAY)
                .addValue("session", bigints(rows, EventRow::session), Types.ARRAY)
                .addValue("person", ints(rows, EventRow::personId), Types.ARRAY)
                .addValue("distinct_id", ints(rows, row -> row.distinctId().number()), Types.ARRAY)
                .addValue("name", ints(rows, EventRow::eventNameId), Types.ARRAY)
                .addValue("dedup", ints(rows, EventRow::dedup), Types.ARRAY)
                .addValue("properties", array(rows, EventRow::properties, String[]::new), Types.ARRAY);
    }

    /** The same, with whether the time of each is the same at every attempt. */
    static MapSqlParameterSource columnsWithStability(List<EventRow> rows) {
        return columns(rows).addValue("stable", array(rows, EventRow::timeIsStable, Boolean[]::new), Types.ARRAY);
    }

    private static @Nullable Long[] bigints(List<EventRow> rows, Function<EventRow, @Nullable Long> column) {
        return array(rows, column, Long[]::new);
    }

    private static Integer[] ints(List<EventRow> rows, Function<EventRow, Integer> column) {
        return array(rows, column, Integer[]::new);
    }

    /** Of the exact Java type, as only then does the driver send an array in binary. */
    private static <R, T extends @Nullable Object> T[] array(
            Collection<R> rows, Function<R, T> column, IntFunction<T[]> arrayOf) {
        T[] values = arrayOf.apply(rows.size());
        int next = 0;
        for (R row : rows) {
            values[next++] = column.apply(row);
        }
        return values;
    }
}
