/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds chunks, and the events in them, for whoever makes others of them. Works inside the caller's transaction. */
public final class ChunkTable {

    private static final String OVERLAPPING = "select " + ChunkRow.COLUMNS + """
             from {schema}.chunk
            where app_id = :app and event_name_id = :name and first_ms <= :last and last_ms >= :first order by id
            """;
    private static final String BY_ID = "select " + ChunkRow.COLUMNS + """
             from {schema}.chunk where id = any(:ids) order by id
            """;
    private static final String DATA = """
            select id, data from {schema}.chunk where id = any(:ids)
            """;

    private final AnalyticsDatabase database;

    /**
     * Reads the table.
     *
     * @param database where it is
     */
    public ChunkTable(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Finds the chunks of a name that may have events in a time.
     *
     * @param app whose
     * @param eventNameId the number of the name
     * @param first the first millisecond since the epoch
     * @param last the last one
     * @return the chunks, the oldest first
     */
    public List<ChunkRow> overlapping(int app, int eventNameId, long first, long last) {
        return database.sql(OVERLAPPING)
                .param("app", app)
                .param("name", eventNameId)
                .param("first", first)
                .param("last", last)
                .query(ChunkRow::of)
                .list();
    }

    /**
     * Finds those of some chunks that are still there.
     *
     * @param ids their numbers
     * @return the chunks, the oldest first
     */
    public List<ChunkRow> find(Collection<Long> ids) {
        return database.sql(BY_ID)
                .param("ids", ids.toArray(Long[]::new))
                .query(ChunkRow::of)
                .list();
    }

    /**
     * Reads the events of some chunks, all at once.
     *
     * @param chunks which
     * @return the events by the number of the chunk
     * @throws DamagedChunkException names the first chunk that cannot be read
     */
    public Map<Long, PackedEvents> events(List<ChunkRow> chunks) {
        Map<Long, byte[]> bytes = new HashMap<>();
        database.sql(DATA)
                .param("ids", chunks.stream().map(ChunkRow::id).toArray(Long[]::new))
                .query(row -> {
                    bytes.put(row.getLong(1), row.getBytes(2));
                });
        Map<Long, PackedEvents> events = new HashMap<>();
        for (ChunkRow chunk : chunks) {
            byte[] data = bytes.get(chunk.id());
            if (data != null) {
                events.put(chunk.id(), unpack(chunk, data));
            }
        }
        return events;
    }

    /**
     * Reads the bytes of a chunk.
     *
     * @param chunk which
     * @param data its bytes
     * @return its events
     * @throws DamagedChunkException if these are not the chunk's
     */
    public static PackedEvents unpack(ChunkRow chunk, byte[] data) {
        try {
            return PackedEvents.of(data).expect(chunk.eventNameId(), chunk.bucket(), chunk.events());
        } catch (UnreadableChunkException e) {
            throw new DamagedChunkException(chunk, e);
        }
    }
}
