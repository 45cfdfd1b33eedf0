/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PropertyColumns;
import io.waymark.analytics.chunk.table.PropertyTable;
import io.waymark.analytics.store.SqlParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report sees of an app besides its chunks. All of it is read from one snapshot of the database.
 *
 * @param app the app
 * @param seq all events up to this one are in chunks
 * @param zone the app's time zone
 * @param droppedBefore events before this instant have been purged, in milliseconds since the epoch
 * @param missingBefore events before this instant are not all in chunks, in milliseconds since the epoch
 * @param names the numbers of its event names
 * @param months the months that have chunks
 * @param merges people who have become others, while their events in chunks are still those of who they were
 * @param properties the numbers of the properties that the report needs, by key and by the number of the event's name
 * @param columns reads their values from the event table
 * @param firstSession no event before this instant has a session id of the client, in milliseconds since the epoch
 * @param damages the chunks that somebody could not read, or not change, and that are to be made again
 * @param tail the events that are in no chunk yet, by name
 */
record Snapshot(
        int app,
        long seq,
        ZoneId zone,
        long droppedBefore,
        long missingBefore,
        Set<Integer> names,
        List<Month> months,
        PendingMerges merges,
        Map<Integer, Map<String, Integer>> properties,
        PropertyColumns columns,
        long firstSession,
        List<Damage> damages,
        Map<Integer, List<PackedPart>> tail) {

    /** A chunk of a name, and when its events happened, in milliseconds since the epoch. */
    record Damage(long chunk, int eventNameId, long firstMillis, long lastMillis) {}

    private static final int MAX_MERGES = 10_000;
    private static final int FETCH_SIZE = 10_000;

    private static final String STATE = """
            select p.seq, coalesce(a.time_zone, 'UTC') as time_zone,
                   (select case when is_called then last_value else 0 end from {schema}.event_seq) as last_seq,
                   (select reached_at from {schema}.watermark where name = 'dropped_before') as dropped_before,
                   (select reached_at from {schema}.watermark where name = 'missing_before') as missing_before,
                   (select first_ms from {schema}.chunk_session where app_id = :app) as first_session,
                   lower('I') = 'i' as plain_case
            from {schema}.chunk_progress p
            left join {schema}.app a on a.id = :app
            where p.id = 1
            """;
    private static final String NAMES = """
            select id from {schema}.event_name where app_id = :app
            """;
    private static final String MONTHS = """
            select month, revision from {schema}.chunk_month where app_id = :app order by month
            """;
    private static final String DAMAGES = """
            select chunk_id, event_name_id, first_ms, last_ms from {schema}.chunk_damage
            where app_id = :app and not lost
            """;
    /** New partitions look small to the planner, which would then read all of them. */
    private static final String ONLY_INDEXES = "set local enable_seqscan = off";

    private static final String ANY_PLAN = "set local enable_seqscan to default";
    private static final String TAIL = """
            select e.event_name_id, e.person_id, date_part('epoch', e.occurred_at){values} from {schema}.event e
            where e.seq > :seq
            """;

    private record State(
            long seq,
            ZoneId zone,
            long lastSeq,
            long droppedBefore,
            long missingBefore,
            long firstSession,
            boolean plainCase) {

        static State of(ResultSet row, int number) throws SQLException {
            return new State(
                    row.getLong("seq"),
                    ZoneId.of(row.getString("time_zone")),
                    row.getLong("last_seq"),
                    millis(row.getObject("dropped_before", OffsetDateTime.class)),
                    millis(row.getObject("missing_before", OffsetDateTime.class)),
                    firstSession(row),
                    row.getBoolean("plain_case"));
        }

        private static long firstSession(ResultSet row) throws SQLException {
            long first = row.getLong("first_session");
            return row.wasNull() ? Long.MAX_VALUE : first;
        }

        private static long millis(@Nullable OffsetDateTime time) {
            return time == null ? Long.MIN_VALUE : time.toInstant().toEpochMilli();
        }
    }

    /** Returns nothing if there is too much besides the chunks, or if a property is needed that no chunk knows. */
    static Optional<Snapshot> take(ReportConnection connection, int app, int maxTail, NeededProperties needed) {
        return connection.ask(() -> {
            State state =
                    connection.sql(STATE).param("app", app).query(State::of).single();
            if (state.lastSeq() - state.seq() > maxTail || (!state.plainCase() && !needed.isEmpty())) {
                return Optional.empty();
            }
            Optional<List<KeptProperty>> kept = kept(connection, needed);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            Map<Integer, Map<String, Integer>> properties = new HashMap<>();
            kept.get()
                    .forEach(property -> properties
                            .computeIfAbsent(property.eventNameId(), name -> new HashMap<>())
                            .put(property.key(), property.id()));
            PropertyColumns columns = new PropertyColumns(kept.get());
            PendingMerges merges = PendingMerges.read(connection::sql, app, MAX_MERGES + 1);
            if (merges.size() > MAX_MERGES) {
                return Optional.empty();
            }
            List<Month> months = connection
                    .sql(MONTHS)
                    .param("app", app)
                    .query((row, number) ->
                            new Month(app, row.getObject("month", LocalDate.class), row.getLong("revision")))
                    .list();
            Set<Integer> names = new HashSet<>(
                    connection.sql(NAMES).param("app", app).query(Integer.class).list());
            List<Damage> damages = connection
                    .sql(DAMAGES)
                    .param("app", app)
                    .query((row, number) -> new Damage(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4)))
                    .list();
            LooseEvents tail = new LooseEvents(names, state.zone(), columns);
            if (state.lastSeq() > state.seq()) {
                connection.sql(ONLY_INDEXES).update();
                SqlParameters parameters = new SqlParameters();
                connection
                        .sql(TAIL.replace("{values}", columns.select("e", parameters)))
                        .params(parameters.values())
                        .param("seq", state.seq())
                        .withFetchSize(FETCH_SIZE)
                        .query(tail.rows(merges));
                connection.sql(ANY_PLAN).update();
            }
            return Optional.of(new Snapshot(
                    app,
                    state.seq(),
                    state.zone(),
                    state.droppedBefore(),
                    state.missingBefore(),
                    names,
                    months,
                    merges,
                    properties,
                    columns,
                    Math.min(state.firstSession(), tail.firstSession()),
                    damages,
                    tail.pack()));
        });
    }

    private static Optional<List<KeptProperty>> kept(ReportConnection connection, NeededProperties needed) {
        if (needed.isEmpty()) {
            return Optional.of(List.of());
        }
        List<KeptProperty> kept = PropertyTable.of(
                        connection::sql, needed.keys().keySet())
                .stream()
                .filter(property -> needed.keys()
                        .getOrDefault(property.eventNameId(), Set.of())
                        .contains(property.key()))
                .toList();
        int number = needed.keys().values().stream().mapToInt(Set::size).sum();
        return kept.size() == number ? Optional.of(kept) : Optional.empty();
    }

    /** The numbers of the properties that are needed of an event, by key. */
    Map<String, Integer> propertiesOf(int eventNameId) {
        return properties.getOrDefault(eventNameId, Map.of());
    }
}
