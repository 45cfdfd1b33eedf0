/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes chunks again from the events, where these have not been purged. */
final class ChunkRepair {

    private static final Logger log = LoggerFactory.getLogger(ChunkRepair.class);
    private static final int FETCH_SIZE = 10_000;

    private static final String DAMAGED = """
            select chunk_id, app_id, event_name_id, first_ms, last_ms, reason from {schema}.chunk_damage
            where not lost order by chunk_id limit 1000
            """;
    private static final String REPAIRED = """
            delete from {schema}.chunk_damage where chunk_id = :chunk
            """;
    private static final String LOST = """
            update {schema}.chunk_damage set lost = true where chunk_id = :chunk
            """;
    private static final String EVENTS = """
            select e.event_name_id, e.person_id, date_part('epoch', e.occurred_at){values} from {people}.event e
            where e.event_name_id = :name and e.occurred_at >= :from and e.occurred_at < :to and e.seq <= :seq
            """;
    private static final String KEPT = "select " + ChunkRow.COLUMNS + """
             from {schema}.chunk where last_ms >= :from order by id
            """;
    private static final String UNMERGE = """
            update {schema}.merged_person set chunked = false where chunked
            """;

    private final AnalyticsDatabase database;
    private final WantedProperties wanted;
    private final Clock clock;
    private final ChunkTable table;
    private final Watermarks watermarks;

    ChunkRepair(AnalyticsDatabase database, WantedProperties wanted, Clock clock) {
        this.database = database;
        this.wanted = wanted;
        this.clock = clock;
        this.table = new ChunkTable(database);
        this.watermarks = new Watermarks(database);
    }

    private record Damage(long chunk, int app, int eventNameId, long first, long last, String reason) {}

    /** Makes the chunks that could not be read again. */
    void repair() {
        List<Damage> damages = database.sql(DAMAGED)
                .query((row, number) -> new Damage(
                        row.getLong("chunk_id"),
                        row.getInt("app_id"),
                        row.getInt("event_name_id"),
                        row.getLong("first_ms"),
                        row.getLong("last_ms"),
                        row.getString("reason")))
                .list();
        damages.forEach(this::repair);
    }

    private void repair(Damage damage) {
        database.transaction().executeWithoutResult(status -> {
            ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
            List<ChunkRow> chunks = table.find(List.of(damage.chunk()));
            boolean there = !chunks.isEmpty();
            boolean rebuilt =
                    there && rebuild(changes, damage.app(), damage.eventNameId(), damage.first(), damage.last());
            boolean done = !there || rebuilt || keepEvents(changes, chunks.get(0));
            database.sql(done ? REPAIRED : LOST).param("chunk", damage.chunk()).update();
            if (!done) {
                log.error("{}; its events have been purged and are lost to reports", damage.reason());
            } else if (rebuilt) {
                log.warn("{}; it was made again from the events", damage.reason());
            }
            changes.finish();
        });
    }

    /** Gives up the columns of a chunk whose events can be read. */
    private boolean keepEvents(ChunkChanges changes, ChunkRow chunk) {
        Optional<PackedPart> events = table.withoutColumns(chunk);
        events.ifPresent(kept -> {
            log.error("The columns of chunk {} are lost, as its events have been purged", chunk.id());
            changes.insert(chunk.app(), chunk.day(), chunk.level(), chunk.settled(), kept);
            changes.delete(chunk);
            changes.count(chunk.app(), 1);
        });
        return events.isPresent();
    }

    /**
     * Makes all chunks of a name again that have events in a time, or should have.
     *
     * @return whether it did: not if some of the events have been purged
     */
    boolean rebuild(ChunkChanges changes, int app, int eventNameId, long first, long last) {
        long from = first;
        long to = last;
        List<ChunkRow> chunks = table.overlapping(app, eventNameId, from, to);
        for (int known = -1; known != chunks.size(); ) {
            known = chunks.size();
            from = Math.min(
                    from, chunks.stream().mapToLong(ChunkRow::firstMillis).min().orElse(from));
            to = Math.max(
                    to, chunks.stream().mapToLong(ChunkRow::lastMillis).max().orElse(to));
            chunks = table.overlapping(app, eventNameId, from, to);
        }
        if (from < droppedBefore()) {
            return false;
        }
        chunks.forEach(changes::delete);
        NewChunks rebuilt = new NewChunks(database, wanted);
        SqlParameters parameters = new SqlParameters();
        database.sql(EVENTS.replace("{values}", rebuilt.values("e", parameters::bind)))
                .params(parameters.values())
                .param("name", eventNameId)
                .param("from", Instant.ofEpochMilli(from).atOffset(ZoneOffset.UTC))
                .param("to", Instant.ofEpochMilli(to + 1).atOffset(ZoneOffset.UTC))
                .param("seq", changes.seq())
                .withFetchSize(FETCH_SIZE)
                .query(rebuilt.rows(PendingMerges.NONE));
        // Made in one go, they are as compact as after a compaction.
        rebuilt.write(changes, !chunks.isEmpty() && chunks.stream().allMatch(ChunkRow::settled));
        changes.count(app, 1);
        return true;
    }

    /** Forgets all chunks of events that are in the event table, so that the next rollup makes them again. */
    void reset() {
        database.transaction().executeWithoutResult(status -> {
            ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
            long dropped = droppedBefore();
            List<ChunkRow> chunks = database.sql(KEPT)
                    .param("from", dropped)
                    .query(ChunkRow::of)
                    .list();
            for (ChunkRow chunk : chunks) {
                if (chunk.firstMillis() < dropped) {
                    keepBefore(changes, chunk, dropped);
                } else {
                    changes.delete(chunk);
                }
            }
            database.sql(UNMERGE).update();
            changes.finish(0);
        });
    }

    private void keepBefore(ChunkChanges changes, ChunkRow chunk, long end) {
        PackedPart old = readable(chunk);
        if (old != null) {
            EventSorter kept = new EventSorter(
                    chunk.eventNameId(), chunk.firstMillis(), old.values().keySet(), Integer.MAX_VALUE);
            kept.addAll(old, (person, millis) -> millis < end ? person : ChunksOfPeople.NOBODY);
            kept.parts().forEach(part -> changes.insert(chunk.app(), chunk.day(), chunk.level(), false, part));
        }
        changes.delete(chunk);
    }

    private @Nullable PackedPart readable(ChunkRow chunk) {
        try {
            return table.parts(List.of(chunk)).get(chunk.id());
        } catch (DamagedChunkException e) {
            Optional<PackedPart> events = table.withoutColumns(chunk);
            log.error(
                    "{}; some of its {} have been purged and are lost to reports",
                    e.getMessage(),
                    events.isPresent() ? "values" : "events");
            return events.orElse(null);
        }
    }

    private long droppedBefore() {
        Instant dropped = watermarks.read(Watermarks.DROPPED_BEFORE);
        return dropped == null ? Long.MIN_VALUE : dropped.toEpochMilli();
    }
}
