/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.PendingMerges;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** A slice that is a chunk, but for the events that were taken out of it. Its events are read when they are asked for. */
final class ChunkSlice implements Slice {

    private final ChunkRow chunk;
    private final ChunkLoader<PackedEvents> loader;
    private final int position;
    private final int taken;
    private final PendingMerges merges;

    ChunkSlice(
            ChunkRow chunk,
            ChunkLoader<PackedEvents> loader,
            int position,
            @Nullable Integer taken,
            PendingMerges merges) {
        this.chunk = chunk;
        this.loader = loader;
        this.position = position;
        this.taken = taken == null ? 0 : taken;
        this.merges = merges;
    }

    @Override
    public int eventNameId() {
        return chunk.eventNameId();
    }

    @Override
    public int events() {
        return chunk.events() - taken;
    }

    @Override
    public RoaringBitmap persons() {
        RoaringBitmap persons = loader.get(position).persons();
        if (taken > 0) {
            persons.andNot(merges.people());
        }
        return persons;
    }

    @Override
    public Cursor cursor() {
        PackedEvents events = loader.get(position);
        return (taken == 0 ? events : without(events)).cursor();
    }

    private PackedEvents without(PackedEvents events) {
        EventSorter left = new EventSorter(chunk.eventNameId(), chunk.firstMillis());
        for (Cursor cursor = events.cursor(); cursor.next(); ) {
            if (!merges.people().contains(cursor.person())) {
                left.add(cursor.person(), cursor.millis());
            }
        }
        return left.pack().get(0);
    }
}
