/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deletes chunks past a certain age, once their events have been purged. */
final class OldChunks {

    private static final String OLD = "select " + ChunkRow.COLUMNS + """
             from {schema}.chunk where last_ms < :end order by id limit 10000
            """;

    private final AnalyticsDatabase database;
    private final Duration after;
    private final Clock clock;
    private final Watermarks watermarks;

    OldChunks(AnalyticsDatabase database, Duration after, Clock clock) {
        this.database = database;
        this.after = after;
        this.clock = clock;
        this.watermarks = new Watermarks(database);
    }

    void delete() {
        Instant dropped = watermarks.read(Watermarks.DROPPED_BEFORE);
        if (after.compareTo(Duration.ZERO) <= 0 || dropped == null) {
            return;
        }
        Instant horizon = clock.instant().minus(after);
        long end = (horizon.isBefore(dropped) ? horizon : dropped).toEpochMilli();
        List<ChunkRow> old = old(end);
        if (!old.isEmpty()) {
            database.transaction().executeWithoutResult(status -> {
                ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
                old(end).forEach(chunk -> {
                    changes.delete(chunk);
                    changes.count(chunk.app(), 1);
                });
                watermarks.raise(Watermarks.MISSING_BEFORE, Instant.ofEpochMilli(end));
                changes.finish();
            });
        }
    }

    private List<ChunkRow> old(long end) {
        return database.sql(OLD).param("end", end).query(ChunkRow::of).list();
    }
}
