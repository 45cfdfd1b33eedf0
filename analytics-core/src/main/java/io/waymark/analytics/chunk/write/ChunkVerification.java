/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PropertyColumns;
import io.waymark.analytics.chunk.table.PropertyTable;
import io.waymark.analytics.event.EventPartition;
import io.waymark.analytics.job.PurgeGuard;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the events of a week are in chunks, before they are deleted: of each name as many, and with the same
 * sum of hashes of person and time; and of each property with columns as many values, with the same sum of hashes of person,
 * time and value. Where that is not so, the chunks are made again; if that does not help, the events stay.
 */
public final class ChunkVerification implements PurgeGuard {

    private static final Logger log = LoggerFactory.getLogger(ChunkVerification.class);
    private static final int FETCH_SIZE = 10_000;

    private static final String EVENTS = """
            select e.event_name_id, e.person_id, date_part('epoch', e.occurred_at){values} from {people}.event e
            where e.occurred_at >= :from and e.occurred_at < :to
            """;
    private static final String CHUNKS = "select " + ChunkRow.COLUMNS + """
             from {schema}.chunk where first_ms < :to and last_ms >= :from
            """;

    private final AnalyticsDatabase database;
    private final ChunkRollup rollup;
    private final Clock clock;
    private final ChunkRepair repair;
    private final ChunkTable table;

    /**
     * Compares chunks with events.
     *
     * @param database where they are
     * @param rollup brings chunks up to date before
     * @param clock tells the time
     */
    public ChunkVerification(AnalyticsDatabase database, ChunkRollup rollup, Clock clock) {
        this.database = database;
        this.rollup = rollup;
        this.clock = clock;
        this.repair = rollup.repair();
        this.table = new ChunkTable(database);
    }

    @Override
    public void beforeDrop(EventPartition partition) {
        rollup.complete();
        List<Integer> differing = differing(partition.from(), partition.to());
        if (differing.isEmpty()) {
            return;
        }
        log.warn(
                "The chunks of {} event names in the week of {} are not what the events say, and are made again",
                differing.size(),
                partition.week());
        rebuild(differing, partition);
        if (!differing(partition.from(), partition.to()).isEmpty()) {
            throw new IllegalStateException(
                    "The week of " + partition.week() + " is not dropped: its chunks are not what the events say");
        }
    }

    private void rebuild(List<Integer> eventNameIds, EventPartition partition) {
        database.transaction().executeWithoutResult(status -> {
            ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
            NewChunks names = new NewChunks(database, rollup.wanted());
            for (int eventNameId : eventNameIds) {
                repair.rebuild(
                        changes,
                        names.appOf(eventNameId),
                        eventNameId,
                        partition.from().toEpochMilli(),
                        partition.to().toEpochMilli() - 1);
            }
            changes.finish();
        });
    }

    private record Tallied(int eventNameId, int property) {}

    /** The event names whose chunks and events differ between two instants. */
    List<Integer> differing(Instant from, Instant to) {
        return database.report(() -> {
            Set<Tallied> notEverywhere = new HashSet<>();
            Map<Tallied, Tally> chunks = chunks(from.toEpochMilli(), to.toEpochMilli(), notEverywhere);
            PropertyColumns columns = new PropertyColumns(
                    PropertyTable.of(
                                    database::sql,
                                    chunks.keySet().stream()
                                            .map(Tallied::eventNameId)
                                            .distinct()
                                            .toList())
                            .stream()
                            .filter(property -> chunks.containsKey(new Tallied(property.eventNameId(), property.id())))
                            .toList());
            Map<Tallied, Tally> events = events(from, to, columns);
            Set<Tallied> all = new HashSet<>(events.keySet());
            all.addAll(chunks.keySet());
            all.removeAll(notEverywhere);
            return all.stream()
                    .filter(each ->
                            !events.getOrDefault(each, new Tally()).equals(chunks.getOrDefault(each, new Tally())))
                    .map(Tallied::eventNameId)
                    .distinct()
                    .sorted()
                    .toList();
        });
    }

    private Map<Tallied, Tally> events(Instant from, Instant to, PropertyColumns columns) {
        Map<Tallied, Tally> tallies = new HashMap<>();
        SqlParameters parameters = new SqlParameters();
        database.sql(EVENTS.replace("{values}", columns.select("e", parameters)))
                .params(parameters.values())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .withFetchSize(FETCH_SIZE)
                .query(row -> {
                    int name = row.getInt(1);
                    int person = row.getInt(2);
                    long millis = Math.round(row.getDouble(3) * 1000);
                    add(tallies, name, 0, person, millis, "");
                    columns.read(
                            row,
                            name,
                            (place, json) -> add(tallies, name, columns.of(name).get(place), person, millis, json));
                });
        return tallies;
    }

    private static void add(
            Map<Tallied, Tally> tallies, int eventNameId, int property, int person, long millis, String json) {
        tallies.computeIfAbsent(new Tallied(eventNameId, property), any -> new Tally())
                .add(person, millis, json);
    }

    private Map<Tallied, Tally> chunks(long from, long to, Set<Tallied> notEverywhere) {
        PendingMerges merges = PendingMerges.of(PendingMerges.readAll(database::sql, Integer.MAX_VALUE));
        Map<Tallied, Tally> tallies = new HashMap<>();
        List<ChunkRow> chunks = database.sql(CHUNKS)
                .param("from", from)
                .param("to", to)
                .query(ChunkRow::of)
                .list();
        Map<Integer, Set<Integer>> properties = new HashMap<>();
        chunks.forEach(chunk -> properties
                .computeIfAbsent(chunk.eventNameId(), name -> new HashSet<>())
                .addAll(chunk.knownPropertyIds()));
        for (ChunkRow chunk : chunks) {
            Set<Integer> unknown = new HashSet<>(properties.getOrDefault(chunk.eventNameId(), Set.of()));
            unknown.removeAll(chunk.knownPropertyIds());
            unknown.forEach(property -> notEverywhere.add(new Tallied(chunk.eventNameId(), property)));
            // What cannot be read is missing from the tally.
            read(chunk).ifPresent(part -> count(part, from, to, merges, tallies));
        }
        return tallies;
    }

    private Optional<PackedPart> read(ChunkRow chunk) {
        try {
            return table.events(chunk).isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(table.parts(List.of(chunk)).get(chunk.id()));
        } catch (DamagedChunkException e) {
            log.debug("A chunk cannot be read", e);
            return Optional.empty();
        }
    }

    private static void count(PackedPart part, long from, long to, PendingMerges merges, Map<Tallied, Tally> tallies) {
        int name = part.events().eventNameId();
        int event = 0;
        for (Slice.Cursor cursor = part.events().cursor(); cursor.next(); event++) {
            if (cursor.millis() >= from && cursor.millis() < to) {
                int person = merges.now(cursor.person());
                add(tallies, name, 0, person, cursor.millis(), "");
                for (Map.Entry<Integer, PackedValues> column : part.values().entrySet()) {
                    int code = column.getValue().code(event);
                    if (code > 0) {
                        add(
                                tallies,
                                name,
                                column.getKey(),
                                person,
                                cursor.millis(),
                                column.getValue().json(code));
                    }
                }
            }
        }
    }

    /** How many events, and the sum of their hashes. */
    private static final class Tally {

        private long events;
        private long hashes;

        void add(int person, long millis, String value) {
            events++;
            long hash = (person * 0x9E3779B97F4A7C15L ^ millis) * 0xBF58476D1CE4E5B9L ^ value.hashCode();
            hash = (hash ^ hash >>> 29) * 0x94D049BB133111EBL;
            hashes += hash ^ hash >>> 32;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tally that && events == that.events && hashes == that.hashes;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(hashes);
        }
    }
}
