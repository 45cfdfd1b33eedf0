/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of some chunks and their values, each read when it is asked for. Safe for use by many threads. */
final class LoadedChunks {

    private final ReportConnection connection;
    private final ChunkCache cache;
    private final List<ChunkRow> chunks;
    private final ChunkLoader<PackedEvents> events;
    private final Map<Integer, ChunkLoader<PackedValues>> values = new HashMap<>();

    LoadedChunks(ReportConnection connection, ChunkCache cache, List<ChunkRow> chunks) {
        this.connection = connection;
        this.cache = cache;
        this.chunks = chunks;
        this.events = ChunkLoader.events(connection, cache, chunks);
    }

    PackedEvents events(int position) {
        return events.get(position);
    }

    /** The values in a chunk that knows the property. */
    PackedValues values(int position, int property) {
        ChunkRow chunk = chunks.get(position);
        PackedEvents own = events(position);
        if (!chunk.propertyIds().contains(property)) {
            return PackedValues.none(property, own);
        }
        ChunkLoader<PackedValues> loader;
        synchronized (values) {
            loader = values.computeIfAbsent(property, id -> ChunkLoader.values(connection, cache, chunks, id));
        }
        try {
            return loader.get(position).expect(own);
        } catch (UnreadableChunkException e) {
            throw new DamagedChunkException(chunk, e);
        }
    }

    /** The events of a chunk with the values of some properties, all of which it knows. */
    PackedPart part(int position, Collection<Integer> properties) {
        Map<Integer, PackedValues> columns = new HashMap<>();
        properties.forEach(property -> columns.put(property, values(position, property)));
        return new PackedPart(events(position), columns);
    }
}
