/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.AppDays;
import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.ValueTexts;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PropertyColumns;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
    private final CopiedValues copied;
    private final ValueTexts texts = new ValueTexts();
    private final Map<Integer, Name> names = new HashMap<>();
    private final Map<Integer, Long> firstSessions = new HashMap<>();

    /** The events of a name, by day; most are of the same day as the one before. */
    private static final class Name {

        private final int app;
        private final AppDays days;
        private final Map<AppDays.Day, EventSorter> sorters = new HashMap<>();
        private AppDays.@Nullable Day latestDay;
        private @Nullable EventSorter latest;

        private Name(int app, AppDays days) {
            this.app = app;
            this.days = days;
        }

        private EventSorter sorter(long millis, Function<AppDays.Day, EventSorter> other) {
            AppDays.Day day = days.of(millis);
            EventSorter known = latest;
            if (known == null || day != latestDay) {
                known = sorters.computeIfAbsent(day, other);
                latest = known;
                latestDay = day;
            }
            return known;
        }
    }

    /** To be made after the events it shall take have been committed: it reads the names that there are. */
    NewChunks(AnalyticsDatabase database, WantedProperties wanted) {
        this.database = database;
        this.wanted = wanted;
        List<KeptProperty> kept = wanted.now();
        this.columns = new PropertyColumns(kept);
        Map<Integer, AppDays> days = new HashMap<>();
        database.sql(NAMES).query(row -> {
            int app = row.getInt("app_id");
            String zone = row.getString("time_zone");
            names.put(row.getInt("id"), new Name(app, days.computeIfAbsent(app, any -> new AppDays(ZoneId.of(zone)))));
        });
        this.copied = new CopiedValues(kept, names.keySet());
    }

    /** What the rows are to have besides event name, person and time. */
    String values(String event, UnaryOperator<String> literal) {
        return columns.select(event, literal);
    }

    /** Takes rows of event name, person and time in seconds since the epoch, and values. */
    RowCallbackHandler rows(PendingMerges merges) {
        return row -> add(
                row.getInt(1),
                merges.now(row.getInt(2)),
                Math.round(row.getDouble(3) * 1000),
                column -> row.getString(column + 1));
    }

    private void add(int eventNameId, int person, long millis, PropertyColumns.Row values) throws SQLException {
        EventSorter sorter = sorter(eventNameId, millis);
        sorter.add(person, millis);
        columns.read(values, eventNameId, sorter::value);
        if (columns.hasSession(values)) {
            addSession(eventNameId, millis);
        }
    }

    /** What rows that are copied are to have besides event name, person and time. */
    CopiedValues copied() {
        return copied;
    }

    /** Takes an event, with its values. */
    void add(int eventNameId, int person, long millis, CopiedRow values) throws SQLException {
        EventSorter sorter = sorter(eventNameId, millis);
        sorter.add(person, millis);
        copied.read(values, eventNameId, sorter::value);
        if (CopiedValues.hasSession(values)) {
            addSession(eventNameId, millis);
        }
    }

    private void addSession(int eventNameId, long millis) {
        firstSessions.merge(appOf(eventNameId), millis, Math::min);
    }

    private EventSorter sorter(int eventNameId, long millis) {
        Name name = names.get(eventNameId);
        if (name == null) {
            throw new IllegalStateException("There are events of a name that does not exist: " + eventNameId);
        }
        return name.sorter(
                millis,
                day -> new EventSorter(
                        eventNameId, day.from() - MARGIN_MILLIS, columns.of(eventNameId), wanted.maxValues(), texts));
    }

    int appOf(int eventNameId) {
        Name name = names.get(eventNameId);
        return name == null ? 0 : name.app;
    }

    /** Writes all events into chunks; returns how many of each app. It takes no more afterwards. */
    Map<Integer, Long> write(ChunkChanges changes, boolean settled) {
        Map<Integer, Long> counts = new HashMap<>();
        names.values()
                .forEach(name -> name.sorters.forEach((day, sorter) -> {
                    counts.merge(name.app, (long) sorter.size(), Long::sum);
                    wanted.giveUp(sorter.tooVaried());
                    for (PackedPart part : sorter.parts()) {
                        changes.insert(name.app, day.date(), 0, settled, part);
                    }
                }));
        names.clear();
        firstSessions.forEach((app, first) ->
                database.sql(SESSIONS).param("app", app).param("first", first).update());
        firstSessions.clear();
        return counts;
    }
}
