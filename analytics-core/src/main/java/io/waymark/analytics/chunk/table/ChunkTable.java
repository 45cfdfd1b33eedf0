/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private static final String EVENTS = """
            select data, person_set from {schema}.chunk where id = :id
            """;
    private static final String COLUMNS = """
            select chunk_id, property_id, data from {schema}.chunk_column where chunk_id = any(:ids)
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
     * @return the events by the number of the chunk, with the values that are known
     * @throws DamagedChunkException names the first chunk that cannot be read
     */
    public Map<Long, PackedPart> parts(List<ChunkRow> chunks) {
        Long[] ids = chunks.stream().map(ChunkRow::id).toArray(Long[]::new);
        Map<Long, byte[]> bytes = new HashMap<>();
        database.sql(DATA).param("ids", ids).query(row -> {
            bytes.put(row.getLong(1), row.getBytes(2));
        });
        Map<Long, Map<Integer, byte[]>> columns = new HashMap<>();
        if (chunks.stream().anyMatch(chunk -> chunk.propertyIds().stream().anyMatch(id -> id > 0))) {
            database.sql(COLUMNS).param("ids", ids).query(row -> {
                columns.computeIfAbsent(row.getLong(1), id -> new HashMap<>()).put(row.getInt(2), row.getBytes(3));
            });
        }
        Map<Long, PackedPart> parts = new HashMap<>();
        for (ChunkRow chunk : chunks) {
            byte[] data = bytes.get(chunk.id());
            if (data != null) {
                PackedEvents events = unpack(chunk, data);
                Map<Integer, PackedValues> values = new HashMap<>();
                Map<Integer, byte[]> own = columns.getOrDefault(chunk.id(), Map.of());
                for (int property : chunk.knownPropertyIds()) {
                    values.put(property, unpack(chunk, events, property, own.get(property)));
                }
                parts.put(chunk.id(), new PackedPart(events, values));
            }
        }
        return parts;
    }

    /**
     * Reads the events of a chunk, whatever its columns are.
     *
     * @param chunk which
     * @return the events; empty if they, or the set of their people, are not as they should be
     */
    public Optional<PackedEvents> events(ChunkRow chunk) {
        return database.sql(EVENTS)
                .param("id", chunk.id())
                .query((row, number) -> {
                    try {
                        PackedEvents events = unpack(chunk, row.getBytes("data"));
                        return PersonSets.read(row.getBytes("person_set")).equals(events.persons())
                                ? Optional.of(events)
                                : Optional.<PackedEvents>empty();
                    } catch (DamagedChunkException | UnreadableChunkException e) {
                        return Optional.<PackedEvents>empty();
                    }
                })
                .optional()
                .flatMap(events -> events);
    }

    /**
     * Reads the events of a chunk, for when its columns cannot be read.
     *
     * @param chunk which
     * @return the events without values; empty if they cannot be read either, or there are no columns
     */
    public Optional<PackedPart> withoutColumns(ChunkRow chunk) {
        return chunk.propertyIds().isEmpty()
                ? Optional.empty()
                : events(chunk).map(events -> new PackedPart(events, Map.of()));
    }

    /**
     * Reads a column of a chunk.
     *
     * @param chunk which
     * @param events its events
     * @param property the number of the property
     * @param data the bytes of the column; {@code null} if there are none
     * @return the values
     * @throws DamagedChunkException if these are not the column of these events
     */
    public static PackedValues unpack(ChunkRow chunk, PackedEvents events, int property, byte @Nullable [] data) {
        if (!chunk.propertyIds().contains(property)) {
            return PackedValues.none(property, events);
        }
        try {
            if (data == null) {
                throw new UnreadableChunkException("It has no column of property " + property);
            }
            return PackedValues.of(data, property, chunk.events()).expect(events);
        } catch (UnreadableChunkException e) {
            throw new DamagedChunkException(chunk, e);
        }
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
