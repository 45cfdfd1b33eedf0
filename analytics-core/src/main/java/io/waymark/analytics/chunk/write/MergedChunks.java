/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PendingMerges.Merge;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replaces the chunks with events of people who have become others. */
final class MergedChunks {

    private static final String DONE = """
            update {schema}.merged_person set chunked = true where person_id = any(:people) and not chunked
            returning person_id
            """;

    private final AnalyticsDatabase database;
    private final ChunksOfPeople chunks;

    MergedChunks(AnalyticsDatabase database) {
        this.database = database;
        this.chunks = new ChunksOfPeople(database);
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
        chunks.replace(changes, app, merges.people(), chunks.since(app, merges.people()), merges::now);
        int done = database.sql(DONE)
                .param("people", ChunksOfPeople.array(merges.people()))
                .query(Integer.class)
                .list()
                .size();
        changes.count(app, done);
    }
}
