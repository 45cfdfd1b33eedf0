/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PendingMerges.Merge;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** Replaces the chunks with events of people who have become others. */
final class MergedChunks {

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
    private static final String DONE = """
            update {schema}.merged_person set chunked = true where person_id = any(:people) and not chunked
            returning person_id
            """;

    private final AnalyticsDatabase database;
    private final ChunkTable table;

    MergedChunks(AnalyticsDatabase database) {
        this.database = database;
        this.table = new ChunkTable(database);
    }

    /** Does nothing if not all events of the moment are in chunks: somebody makes all of them anew. */
    void rewrite(QuietMoment moment, Instant now) {
        Map<Integer, List<Merge>> byApp = new TreeMap<>();
        moment.merges()
                .forEach(merge -> byApp.computeIfAbsent(merge.app(), app -> new ArrayList<>())
                        .add(merge));
        byApp.forEach((app, merges) -> database.transaction().executeWithoutResult(status -> {
            ChunkChanges changes = ChunkChanges.begin(database, now);
            if (changes.seq() >= moment.seq()) {
                rewrite(changes, app, PendingMerges.of(merges));
                changes.finish(changes.seq());
            }
        }));
    }

    private void rewrite(ChunkChanges changes, int app, PendingMerges merges) {
        Integer[] people = merges.people().stream().boxed().toArray(Integer[]::new);
        OffsetDateTime since = database.sql(SINCE)
                .param("app", app)
                .param("people", people)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .list()
                .get(0);
        if (since != null) {
            List<ChunkRow> affected =
                    affected(changes, app, merges, since.toInstant().toEpochMilli());
            for (int from = 0; from < affected.size(); from += AT_ONCE) {
                replace(changes, affected.subList(from, Math.min(affected.size(), from + AT_ONCE)), merges);
            }
        }
        changes.count(
                app,
                database.sql(DONE)
                        .param("people", people)
                        .query(Integer.class)
                        .list()
                        .size());
    }

    private List<ChunkRow> affected(ChunkChanges changes, int app, PendingMerges merges, long since) {
        List<ChunkRow> affected = new ArrayList<>();
        List<DamagedChunkException> damaged = new ArrayList<>();
        database.sql(CANDIDATES)
                .param("app", app)
                .param("buckets", merges.buckets())
                .param("since", since)
                .withFetchSize(FETCH_SIZE)
                .query(row -> {
                    ChunkRow chunk = ChunkRow.of(row, 0);
                    try {
                        if (RoaringBitmap.intersects(PersonSets.read(row.getBytes("person_set")), merges.people())) {
                            affected.add(chunk);
                        }
                    } catch (UnreadableChunkException e) {
                        damaged.add(new DamagedChunkException(chunk, e));
                    }
                });
        damaged.forEach(changes::note);
        return affected;
    }

    private void replace(ChunkChanges changes, List<ChunkRow> chunks, PendingMerges merges) {
        Map<Long, PackedEvents> events;
        try {
            events = table.events(chunks);
        } catch (DamagedChunkException e) {
            changes.note(e);
            List<ChunkRow> others = chunks.stream()
                    .filter(chunk -> chunk.id() != e.chunk().id())
                    .toList();
            replace(changes, others, merges);
            return;
        }
        for (ChunkRow chunk : chunks) {
            PackedEvents old = events.get(chunk.id());
            if (old != null) {
                replace(changes, chunk, old, merges);
            }
        }
    }

    private static void replace(ChunkChanges changes, ChunkRow chunk, PackedEvents old, PendingMerges merges) {
        EventSorter sorter = new EventSorter(chunk.eventNameId(), chunk.firstMillis());
        sorter.addAll(old, merges::now);
        for (PackedEvents events : sorter.pack()) {
            boolean stays = events.bucket() == chunk.bucket();
            changes.insert(chunk.app(), chunk.day(), stays ? chunk.level() : 0, stays && chunk.settled(), events);
        }
        changes.delete(chunk);
    }
}
