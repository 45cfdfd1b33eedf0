/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads some chunks, some megabytes with one statement, in the order in which they will probably be asked for. What it
 * holds itself, besides the cache, is what the latest statement returned. Safe for use by many threads.
 *
 * @param <T> what is read of a chunk
 */
final class ChunkLoader<T> {

    private static final int MAX_BYTES_AT_ONCE = 4 << 20;

    private static final String EVENTS = """
            select id, data from {schema}.chunk where id = any(:ids)
            """;
    private static final String PERSONS = """
            select id, person_set from {schema}.chunk where id = any(:ids)
            """;

    private static final String VALUES = """
            select chunk_id, data from {schema}.chunk_column where chunk_id = any(:ids) and property_id =\s""";

    private final ReportConnection connection;
    private final List<ChunkRow> chunks;
    private final String sql;
    private final ToIntFunction<ChunkRow> size;
    private final BiFunction<ChunkRow, byte[], T> parse;
    private final Function<Long, @Nullable T> cached;
    private final ObjLongConsumer<T> cache;
    private Map<Long, T> latest = Map.of();

    private ChunkLoader(
            ReportConnection connection,
            List<ChunkRow> chunks,
            String sql,
            ToIntFunction<ChunkRow> size,
            BiFunction<ChunkRow, byte[], T> parse,
            Function<Long, @Nullable T> cached,
            ObjLongConsumer<T> cache) {
        this.connection = connection;
        this.chunks = chunks;
        this.sql = sql;
        this.size = size;
        this.parse = parse;
        this.cached = cached;
        this.cache = cache;
    }

    static ChunkLoader<PackedEvents> events(ReportConnection connection, ChunkCache cache, List<ChunkRow> chunks) {
        return new ChunkLoader<>(
                connection,
                chunks,
                EVENTS,
                ChunkRow::size,
                ChunkTable::unpack,
                cache::events,
                (events, id) -> cache.put(id, events));
    }

    static ChunkLoader<RoaringBitmap> persons(ReportConnection connection, ChunkCache cache, List<ChunkRow> chunks) {
        return new ChunkLoader<>(
                connection,
                chunks,
                PERSONS,
                chunk -> Math.min(8_192, 2 * chunk.persons()) + 25,
                ChunkLoader::persons,
                cache::persons,
                (persons, id) -> cache.put(id, persons));
    }

    static ChunkLoader<PackedValues> values(
            ReportConnection connection, ChunkCache cache, List<ChunkRow> chunks, int property) {
        return new ChunkLoader<>(
                connection,
                chunks,
                VALUES + property,
                chunk -> chunk.propertyIds().contains(property) ? 1_000 + chunk.events() : 0,
                (chunk, bytes) -> values(chunk, bytes, property),
                id -> cache.values(id, property),
                (values, id) -> cache.put(id, property, values));
    }

    private static PackedValues values(ChunkRow chunk, byte[] bytes, int property) {
        try {
            return PackedValues.of(bytes, property, chunk.events());
        } catch (UnreadableChunkException e) {
            throw new DamagedChunkException(chunk, e);
        }
    }

    private static RoaringBitmap persons(ChunkRow chunk, byte[] bytes) {
        try {
            return PersonSets.read(bytes);
        } catch (UnreadableChunkException e) {
            throw new DamagedChunkException(chunk, e);
        }
    }

    /** Returns what is in the chunk at a position; not to be changed. */
    T get(int position) {
        connection.check();
        ChunkRow chunk = chunks.get(position);
        T found = cached.apply(chunk.id());
        return found == null ? load(position) : found;
    }

    private synchronized T load(int position) {
        T found = latest.get(chunks.get(position).id());
        if (found == null) {
            Map<Long, ChunkRow> wanted = next(position);
            latest = read(wanted);
            found = latest.get(chunks.get(position).id());
        }
        if (found == null) {
            throw new DamagedChunkException(
                    chunks.get(position),
                    new UnreadableChunkException("It or a column of it is gone, though the report should see it"));
        }
        return found;
    }

    private Map<Long, ChunkRow> next(int position) {
        Map<Long, ChunkRow> wanted = new HashMap<>();
        long bytes = 0;
        for (int i = position; i < chunks.size(); i++) {
            ChunkRow chunk = chunks.get(i);
            if (i == position || cached.apply(chunk.id()) == null) {
                bytes += size.applyAsInt(chunk);
                if (i > position && bytes > MAX_BYTES_AT_ONCE) {
                    break;
                }
                wanted.put(chunk.id(), chunk);
            }
        }
        return wanted;
    }

    private Map<Long, T> read(Map<Long, ChunkRow> wanted) {
        Map<Long, byte[]> bytes = new HashMap<>();
        connection.ask(() -> {
            connection
                    .sql(sql)
                    .param("ids", wanted.keySet().toArray(Long[]::new))
                    .query(row -> {
                        bytes.put(row.getLong(1), row.getBytes(2));
                    });
            return bytes;
        });
        Map<Long, T> read = new HashMap<>();
        bytes.forEach((id, data) -> {
            ChunkRow chunk = wanted.get(id);
            if (chunk != null) {
                T parsed = parse.apply(chunk, data);
                read.put(id, parsed);
                cache.accept(parsed, id);
            }
        });
        return read;
    }
}
