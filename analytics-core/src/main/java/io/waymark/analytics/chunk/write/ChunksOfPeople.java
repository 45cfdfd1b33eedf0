/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/** Finds the chunks with events of some people, and replaces them. Works inside the caller's transaction. */
final class ChunksOfPeople {

    /** Says that nobody is to have an event. */
    static final int NOBODY = -1;

    private static final int AT_ONCE = 50;
    private static final int FETCH_SIZE = 200;

    private static final String SINCE = """
            select least(
              (select min(e.occurred_at) from {schema}.event_name n
               join {schema}.event e on e.event_name_id = n.id and e.person_id = any(:people)
               where n.app_id = :app),
              (select min(f.occurred_at) from {schema}.first_event f where f.person_id = any(:people)))
            """;
    private static final String CANDIDATES = "select " + ChunkRow.COLUMNS + """
            , person_set from {schema}.chunk
            where app_id = :app and bucket = any(:buckets) and last_ms >= :since
            """;

    private final AnalyticsDatabase database;
    private final ChunkTable table;

    ChunksOfPeople(AnalyticsDatabase database) {
        this.database = database;
        this.table = new ChunkTable(database);
    }

    /** When people did something first, by the event table and what is known of purged events, in milliseconds. */
    long since(int app, RoaringBitmap people) {
        OffsetDateTime since = database.sql(SINCE)
                .param("app", app)
                .param("people", array(people))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .list()
                .get(0);
        return since == null ? Long.MAX_VALUE : since.toInstant().toEpochMilli();
    }

    static Integer[] array(RoaringBitmap people) {
        return people.stream().boxed().toArray(Integer[]::new);
    }

    /** Replaces each chunk with events of these people by one in which they are those of others, or of nobody. */
    void replace(ChunkChanges changes, int app, RoaringBitmap people, long since, IntUnaryOperator others) {
        List<ChunkRow> affected = affected(changes, app, people, since);
        for (int from = 0; from < affected.size(); from += AT_ONCE) {
            replace(changes, affected.subList(from, Math.min(affected.size(), from + AT_ONCE)), others);
        }
    }

    private List<ChunkRow> affected(ChunkChanges changes, int app, RoaringBitmap people, long since) {
        List<ChunkRow> affected = new ArrayList<>();
        List<DamagedChunkException> damaged = new ArrayList<>();
        database.sql(CANDIDATES)
                .param("app", app)
                .param(
                        "buckets",
                        people.stream().map(person -> person >>> 16).distinct().toArray())
                .param("since", since)
                .withFetchSize(FETCH_SIZE)
                .query(row -> {
                    ChunkRow chunk = ChunkRow.of(row, 0);
                    try {
                        if (RoaringBitmap.intersects(PersonSets.read(row.getBytes("person_set")), people)) {
                            affected.add(chunk);
                        }
                    } catch (UnreadableChunkException e) {
                        damaged.add(new DamagedChunkException(chunk, e));
                    }
                });
        damaged.forEach(changes::note);
        return affected;
    }

    private void replace(ChunkChanges changes, List<ChunkRow> chunks, IntUnaryOperator others) {
        Map<Long, PackedPart> events;
        try {
            events = table.parts(chunks);
        } catch (DamagedChunkException e) {
            // If only its columns are damaged, it goes on without them: nobody may stay in it who is somebody else now.
            Optional<PackedPart> readable = table.withoutColumns(e.chunk());
            if (readable.isPresent()) {
                replace(changes, e.chunk(), readable.get(), others);
            } else {
                changes.note(e);
            }
            replace(
                    changes,
                    chunks.stream()
                            .filter(chunk -> chunk.id() != e.chunk().id())
                            .toList(),
                    others);
            return;
        }
        for (ChunkRow chunk : chunks) {
            PackedPart old = events.get(chunk.id());
            if (old != null) {
                replace(changes, chunk, old, others);
            }
        }
    }

    private static void replace(ChunkChanges changes, ChunkRow chunk, PackedPart old, IntUnaryOperator others) {
        EventSorter sorter = new EventSorter(
                chunk.eventNameId(), chunk.firstMillis(), old.values().keySet(), Integer.MAX_VALUE);
        sorter.addAll(old, (person, millis) -> others.applyAsInt(person));
        for (PackedPart part : sorter.parts()) {
            boolean stays = part.events().bucket() == chunk.bucket();
            changes.insert(chunk.app(), chunk.day(), stays ? chunk.level() : 0, stays && chunk.settled(), part);
        }
        changes.delete(chunk);
    }
}
