/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
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
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads some chunks, several with one statement, in the order in which they will probably be asked for, and the next ones
 * in the background if it may. What it holds itself, besides the cache, is what the latest statements returned: threads that
 * go through the same chunks are not always at the same. Safe for use by many threads.
 *
 * @param <T> what is read of a chunk
 */
final class ChunkLoader<T> {

    private static final int MOST_HELD = 4;

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
    private volatile List<Map<Long, T>> latest = List.of();
    private @Nullable Ahead<T> ahead;

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

    /** Chunks from one position on up to before another. */
    private record Batch(Map<Long, ChunkRow> chunks, int end) {}

    /** A batch that is read in the background; {@code null} will be what comes of it if nobody waited for it in time. */
    private record Ahead<T>(Batch batch, Future<@Nullable Map<Long, T>> read) {}

    /** Returns what is in the chunk at a position; not to be changed. */
    T get(int position) {
        connection.check();
        long id = chunks.get(position).id();
        T found = cached.apply(id);
        if (found == null) {
            found = held(id);
        }
        return found == null ? load(position) : found;
    }

    private @Nullable T held(long id) {
        for (Map<Long, T> read : latest) {
            T found = read.get(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private synchronized T load(int position) {
        long id = chunks.get(position).id();
        T found = held(id);
        if (found == null) {
            found = readFrom(position).get(id);
        }
        if (found == null) {
            throw new DamagedChunkException(
                    chunks.get(position),
                    new UnreadableChunkException("It or a column of it is gone, though the report should see it"));
        }
        return found;
    }

    private Map<Long, T> readFrom(int position) {
        Map<Long, T> known = takeAhead(position);
        if (known != null) {
            return known;
        }
        Batch batch = batch(position);
        Map<Long, T> read = read(batch.chunks());
        hold(read);
        if (ahead == null) {
            readAhead(batch.end());
        }
        return read;
    }

    /** Takes what was read ahead if it has come or must be waited for; returns it if the chunk at a position is in it. */
    private @Nullable Map<Long, T> takeAhead(int position) {
        Ahead<T> known = ahead;
        if (known == null) {
            return null;
        }
        boolean wanted = known.batch().chunks().containsKey(chunks.get(position).id());
        if (!wanted && !known.read().isDone()) {
            return null;
        }
        ahead = null;
        if (wanted) {
            readAhead(known.batch().end());
        }
        Map<Long, T> read = result(known.read());
        if (read != null) {
            hold(read);
        }
        return wanted ? read : null;
    }

    private void hold(Map<Long, T> read) {
        latest =
                Stream.concat(Stream.of(read), latest.stream()).limit(MOST_HELD).toList();
    }

    private void readAhead(int position) {
        int first = position;
        while (first < chunks.size() && cached.apply(chunks.get(first).id()) != null) {
            first++;
        }
        if (first < chunks.size()) {
            Batch batch = batch(first);
            Future<@Nullable Map<Long, T>> read = connection.ahead(() -> read(batch.chunks()));
            ahead = read == null ? null : new Ahead<>(batch, read);
        }
    }

    private static <T> @Nullable Map<Long, T> result(Future<@Nullable Map<Long, T>> read) {
        try {
            return Uninterruptibles.getUninterruptibly(read);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        }
    }

    private Batch batch(int position) {
        Map<Long, ChunkRow> wanted = new HashMap<>();
        long bytes = 0;
        int next = position;
        for (; next < chunks.size(); next++) {
            ChunkRow chunk = chunks.get(next);
            if (next == position || cached.apply(chunk.id()) == null) {
                bytes += size.applyAsInt(chunk);
                if (next > position && bytes > connection.bytesAtOnce()) {
                    break;
                }
                wanted.put(chunk.id(), chunk);
            }
        }
        return new Batch(wanted, next);
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
