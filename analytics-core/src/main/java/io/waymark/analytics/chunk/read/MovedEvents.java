/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.PendingMerges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The events in chunks of people who have become others since: taken out of their chunks, and put where the others' are.
 *
 * @param taken how many events were taken out of each chunk
 * @param put these events, of the people they are of now
 */
record MovedEvents(Map<Long, Integer> taken, List<PackedPart> put) {

    static final MovedEvents NONE = new MovedEvents(Map.of(), List.of());

    static MovedEvents of(
            ReportConnection connection,
            ChunkCache cache,
            List<ChunkRow> chunks,
            PendingMerges merges,
            Collection<Integer> properties) {
        List<ChunkRow> affected = affected(connection, cache, chunks, merges);
        LoadedChunks loaded = new LoadedChunks(connection, cache, affected);
        Map<Long, Integer> taken = new HashMap<>();
        List<PackedPart> put = new ArrayList<>();
        for (int i = 0; i < affected.size(); i++) {
            ChunkRow chunk = affected.get(i);
            EventSorter moved =
                    new EventSorter(chunk.eventNameId(), chunk.firstMillis(), properties, Integer.MAX_VALUE);
            moved.addAll(
                    loaded.part(i, properties),
                    (person, millis) -> merges.people().contains(person) ? merges.now(person) : -1);
            taken.put(chunk.id(), moved.size());
            put.addAll(moved.parts());
        }
        return new MovedEvents(taken, put);
    }

    private static List<ChunkRow> affected(
            ReportConnection connection, ChunkCache cache, List<ChunkRow> chunks, PendingMerges merges) {
        RoaringBitmap buckets = RoaringBitmap.bitmapOf(merges.buckets());
        List<ChunkRow> candidates = chunks.stream()
                .filter(chunk -> buckets.contains(chunk.bucket()))
                .toList();
        ChunkLoader<RoaringBitmap> persons = ChunkLoader.persons(connection, cache, candidates);
        List<ChunkRow> affected = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (RoaringBitmap.intersects(persons.get(i), merges.people())) {
                affected.add(candidates.get(i));
            }
        }
        return affected;
    }
}
