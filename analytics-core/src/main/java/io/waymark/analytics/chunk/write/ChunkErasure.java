/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.Collection;
import org.roaringbitmap.RoaringBitmap;

/** Takes the events of people out of chunks, for whoever deletes them from the event table. */
public final class ChunkErasure {

    private final AnalyticsDatabase database;
    private final Clock clock;
    private final ChunksOfPeople chunks;

    /**
     * Changes chunks.
     *
     * @param database where they are
     * @param clock tells the time
     */
    public ChunkErasure(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.chunks = new ChunksOfPeople(database);
    }

    /**
     * Forgets what some people did. To be called in the transaction that deletes their events from the event table, by
     * whoever holds the writers' lock alone, so that no event of theirs is under way.
     *
     * @param app whose people
     * @param people their numbers, and those of everybody who was merged into them
     */
    public void erase(AppId app, Collection<Integer> people) {
        RoaringBitmap gone = new RoaringBitmap();
        people.forEach(gone::add);
        ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
        chunks.replace(
                changes,
                app.value(),
                gone,
                Long.MIN_VALUE,
                person -> gone.contains(person) ? ChunksOfPeople.NOBODY : person);
        changes.count(app.value(), people.size());
        changes.finish();
    }
}
