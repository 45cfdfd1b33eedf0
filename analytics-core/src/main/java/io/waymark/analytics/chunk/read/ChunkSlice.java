/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.PendingMerges;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A slice that is a chunk, but for the events that were taken out of it. Its events are read when they are asked for. */
final class ChunkSlice implements ReadSlice {

    private final ChunkRow chunk;
    private final LoadedChunks chunks;
    private final int position;
    private final int taken;
    private final PendingMerges merges;
    private final Map<String, Integer> properties;
    private @Nullable PackedPart left;

    ChunkSlice(
            ChunkRow chunk,
            LoadedChunks chunks,
            int position,
            @Nullable Integer taken,
            PendingMerges merges,
            Map<String, Integer> properties) {
        this.chunk = chunk;
        this.chunks = chunks;
        this.position = position;
        this.taken = taken == null ? 0 : taken;
        this.merges = merges;
        this.properties = properties;
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
    public PackedEvents packed() {
        return taken == 0 ? chunks.events(position) : left().events();
    }

    @Override
    public PackedValues column(String key) {
        int property = PackedSlice.property(properties, key);
        return taken == 0 ? chunks.values(position, property) : PackedSlice.column(left(), property);
    }

    private synchronized PackedPart left() {
        PackedPart known = left;
        if (known == null) {
            EventSorter sorter =
                    new EventSorter(chunk.eventNameId(), chunk.firstMillis(), properties.values(), Integer.MAX_VALUE);
            sorter.addAll(
                    chunks.part(position, properties.values()),
                    (person, millis) -> merges.people().contains(person) ? -1 : person);
            known = sorter.parts().get(0);
            left = known;
        }
        return known;
    }
}
