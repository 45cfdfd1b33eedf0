/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.AppDays;
import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PropertyColumns;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Collects events of any app and writes them into chunks by name, day and bucket of people. Not safe for use by several
 * threads.
 */
final class NewChunks {

    /** No event of a day is so much before it begins, wherever clocks were put back. */
    private static final long MARGIN_MILLIS = 86_400_000;

    private static final String NAMES = """
            select n.id, n.app_id, coalesce(a.time_zone, 'UTC') as time_zone
            from {schema}.event_name n left join {schema}.app a on a.id = n.app_id
            """;

    private static final String SESSIONS = """
            insert into {schema}.chunk_session as s (app_id, first_ms) values (:app, :first)
            on conflict (app_id) do update set first_ms = excluded.first_ms where excluded.first_ms < s.first_ms
            """;

    private final AnalyticsDatabase database;
    private final WantedProperties wanted;
    private final PropertyColumns columns;
    private final Map<Integer, Name> names = new HashMap<>();
    private final Map<Key, EventSorter> sorters = new HashMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final Map<Integer, Long> firstSessions = new HashMap<>();

    private record Name(int app, AppDays days) {}

    private record Key(int eventNameId, AppDays.Day day) {}

    /** To be made after the events it shall take have been committed: it reads the names that there are. */
    NewChunks(AnalyticsDatabase database, WantedProperties wanted) {
        this.database = database;
        this.wanted = wanted;
        this.columns = new PropertyColumns(wanted.now());
        Map<Integer, AppDays> days = new HashMap<>();
        database.sql(NAMES).query(row -> {
            int app = row.getInt("app_id");
            String zone = row.getString("time_zone");
            names.put(row.getInt("id"), new Name(app, days.computeIfAbsent(app, any -> new AppDays(ZoneId.of(zone)))));
        });
    }

    /** What the rows are to have besides event name, person and time. */
    String values(String event, SqlParameters parameters) {
        return columns.select(event, parameters);
    }

    /** Takes rows of event name, person and time in seconds since the epoch, and values. */
    RowCallbackHandler rows(PendingMerges merges) {
        return row -> {
            int eventNameId = row.getInt(1);
            long millis = Math.round(row.getDouble(3) * 1000);
            EventSorter sorter = add(eventNameId, merges.now(row.getInt(2)), millis);
            columns.read(row, eventNameId, sorter::value);
            if (columns.hasSession(row)) {
                firstSessions.merge(appOf(eventNameId), millis, Math::min);
            }
        };
    }

    private EventSorter add(int eventNameId, int person, long millis) {
        Name name = names.get(eventNameId);
        if (name == null) {
            throw new IllegalStateException("There are events of a name that does not exist: " + eventNameId);
        }
        AppDays.Day day = name.days().of(millis);
        EventSorter sorter = sorters.computeIfAbsent(
                new Key(eventNameId, day),
                key -> new EventSorter(
                        eventNameId, day.from() - MARGIN_MILLIS, columns.of(eventNameId), wanted.maxValues()));
        sorter.add(person, millis);
        counts.merge(name.app(), 1L, Long::sum);
        return sorter;
    }

    int appOf(int eventNameId) {
        Name name = names.get(eventNameId);
        return name == null ? 0 : name.app();
    }

    /** Writes all events into chunks; returns how many of each app. */
    Map<Integer, Long> write(ChunkChanges changes, boolean settled) {
        sorters.forEach((key, sorter) -> {
            wanted.giveUp(sorter.tooVaried());
            for (PackedPart part : sorter.parts()) {
                changes.insert(appOf(key.eventNameId()), key.day().date(), 0, settled, part);
            }
        });
        sorters.clear();
        firstSessions.forEach((app, first) ->
                database.sql(SESSIONS).param("app", app).param("first", first).update());
        firstSessions.clear();
        return counts;
    }
}
