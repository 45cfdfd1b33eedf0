/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.event.EventPartition;
import io.waymark.analytics.job.PurgeGuard;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the events of a week are in chunks, before they are deleted: of each name as many, and with the same
 * sum of hashes of person and time. Where that is not so, the chunks are made again; if that does not help, the events
 * stay.
 */
public final class ChunkVerification implements PurgeGuard {

    private static final Logger log = LoggerFactory.getLogger(ChunkVerification.class);
    private static final int CHUNKS_AT_ONCE = 20;
    private static final int FETCH_SIZE = 10_000;

    private static final String EVENTS = """
            select e.event_name_id, e.person_id, date_part('epoch', e.occurred_at) from {people}.event e
            where e.occurred_at >= :from and e.occurred_at < :to
            """;
    private static final String CHUNKS = "select " + ChunkRow.COLUMNS + """
            , person_set, data from {schema}.chunk where first_ms < :to and last_ms >= :from
            """;

    private final AnalyticsDatabase database;
    private final ChunkRollup rollup;
    private final Clock clock;
    private final ChunkRepair repair;

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
        this.repair = new ChunkRepair(database, clock);
    }

    @Override
    public void beforeDrop(EventPartition partition) {
        rollup.rollUp();
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
            NewChunks names = new NewChunks(database);
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

    /** The event names whose chunks and events differ between two instants. */
    List<Integer> differing(Instant from, Instant to) {
        return database.report(() -> {
            Map<Integer, Tally> events = new HashMap<>();
            database.sql(EVENTS)
                    .param("from", from.atOffset(ZoneOffset.UTC))
                    .param("to", to.atOffset(ZoneOffset.UTC))
                    .withFetchSize(FETCH_SIZE)
                    .query(row -> {
                        events.computeIfAbsent(row.getInt(1), name -> new Tally())
                                .add(row.getInt(2), Math.round(row.getDouble(3) * 1000));
                    });
            Map<Integer, Tally> chunks = chunks(from.toEpochMilli(), to.toEpochMilli());
            TreeSet<Integer> differing = new TreeSet<>(events.keySet());
            differing.addAll(chunks.keySet());
            differing.removeIf(
                    name -> events.getOrDefault(name, new Tally()).equals(chunks.getOrDefault(name, new Tally())));
            return List.copyOf(differing);
        });
    }

    private Map<Integer, Tally> chunks(long from, long to) {
        PendingMerges merges = PendingMerges.of(PendingMerges.readAll(database::sql, Integer.MAX_VALUE));
        Map<Integer, Tally> tallies = new HashMap<>();
        database.sql(CHUNKS)
                .param("from", from)
                .param("to", to)
                .withFetchSize(CHUNKS_AT_ONCE)
                .query(row -> {
                    Tally tally = tallies.computeIfAbsent(row.getInt("event_name_id"), name -> new Tally());
                    try {
                        PackedEvents events = ChunkTable.unpack(ChunkRow.of(row, 0), row.getBytes("data"));
                        if (PersonSets.read(row.getBytes("person_set")).equals(events.persons())) {
                            count(events, from, to, merges, tally);
                        }
                    } catch (DamagedChunkException | UnreadableChunkException e) {
                        // What it holds is missing from the tally.
                        log.debug("A chunk cannot be read", e);
                    }
                });
        return tallies;
    }

    private static void count(PackedEvents events, long from, long to, PendingMerges merges, Tally tally) {
        for (Slice.Cursor cursor = events.cursor(); cursor.next(); ) {
            if (cursor.millis() >= from && cursor.millis() < to) {
                tally.add(merges.now(cursor.person()), cursor.millis());
            }
        }
    }

    /** How many events, and the sum of their hashes. */
    private static final class Tally {

        private long events;
        private long hashes;

        void add(int person, long millis) {
            events++;
            long hash = (person * 0x9E3779B97F4A7C15L ^ millis) * 0xBF58476D1CE4E5B9L;
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
