/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Inserts chunks and their columns, a few megabytes with one statement: most chunks of a rollup are so small that a statement
 * for each would cost more than what is in it. Works inside the caller's transaction. Not safe for use by several threads.
 */
final class ChunkInserts {

    private static final int MAX_BUFFERED_BYTES = 4 << 20;
    private static final int MAX_BUFFERED_ROWS = 1_000;

    private static final String INSERT = """
            insert into {schema}.chunk (id, app_id, event_name_id, day, bucket, level, settled, events, persons,
                                        first_ms, last_ms, size, created_at, person_set, data, property_ids)
            select c.id, c.app, c.name, c.day::date, c.bucket, c.level, c.settled, c.events, c.persons,
                   c.first, c.last, length(c.data), :now, c.person_set, c.data, c.property_ids::int[]
            from unnest(:ids::bigint[], :apps::int[], :names::int[], :days::text[], :buckets::int[], :levels::int[],
                        :settled::boolean[], :events::int[], :persons::int[], :firsts::bigint[], :lasts::bigint[],
                        :person_sets::bytea[], :data::bytea[], :property_ids::text[])
                   as c (id, app, name, day, bucket, level, settled, events, persons, first, last, person_set, data,
                         property_ids)
            """;
    private static final String INSERT_COLUMNS = """
            insert into {schema}.chunk_column (chunk_id, property_id, data)
            select c.chunk, c.property, c.data
            from unnest(:chunks::bigint[], :properties::int[], :data::bytea[]) as c (chunk, property, data)
            """;
    private static final String IDS = """
            select nextval((select pg_get_serial_sequence('{schema}.chunk', 'id')::regclass))
            from generate_series(1, :number)
            """;

    private final AnalyticsDatabase database;
    private final Instant now;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private int bufferedBytes;

    ChunkInserts(AnalyticsDatabase database, Instant now) {
        this.database = database;
        this.now = now;
    }

    private record Chunk(int app, LocalDate day, int level, boolean settled, PackedPart part, byte[] personSet) {

        PackedEvents events() {
            return part.events();
        }

        String propertyIds() {
            return part.values().entrySet().stream()
                    .map(column -> column.getValue().size() == 0 ? -column.getKey() : column.getKey())
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A column of a chunk that waits, by its place. */
    private record Column(int chunk, int property, byte[] data) {}

    void add(int app, LocalDate day, int level, boolean settled, PackedPart part) {
        byte[] personSet = PersonSets.write(part.events().persons());
        chunks.add(new Chunk(app, day, level, settled, part, personSet));
        bufferedBytes += personSet.length + part.events().bytes().length;
        for (Map.Entry<Integer, PackedValues> column : part.values().entrySet()) {
            if (column.getValue().size() > 0) {
                byte[] data = column.getValue().bytes();
                columns.add(new Column(chunks.size() - 1, column.getKey(), data));
                bufferedBytes += data.length;
            }
        }
        if (bufferedBytes > MAX_BUFFERED_BYTES || chunks.size() >= MAX_BUFFERED_ROWS) {
            flush();
        }
    }

    /** Inserts what has been added. */
    void flush() {
        if (chunks.isEmpty()) {
            return;
        }
        Long[] ids = database.sql(IDS)
                .param("number", chunks.size())
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        database.sql(INSERT)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", ids)
                .param("apps", array(chunks, Chunk::app, Integer[]::new))
                .param("names", array(chunks, chunk -> chunk.events().eventNameId(), Integer[]::new))
                .param("days", array(chunks, chunk -> chunk.day().toString(), String[]::new))
                .param("buckets", array(chunks, chunk -> chunk.events().bucket(), Integer[]::new))
                .param("levels", array(chunks, Chunk::level, Integer[]::new))
                .param("settled", array(chunks, Chunk::settled, Boolean[]::new))
                .param("events", array(chunks, chunk -> chunk.events().events(), Integer[]::new))
                .param("persons", array(chunks, chunk -> chunk.events().personCount(), Integer[]::new))
                .param("firsts", array(chunks, chunk -> chunk.events().firstMillis(), Long[]::new))
                .param("lasts", array(chunks, chunk -> chunk.events().lastMillis(), Long[]::new))
                .param("person_sets", array(chunks, Chunk::personSet, byte[][]::new))
                .param("data", array(chunks, chunk -> chunk.events().bytes(), byte[][]::new))
                .param("property_ids", array(chunks, Chunk::propertyIds, String[]::new))
                .update();
        if (!columns.isEmpty()) {
            database.sql(INSERT_COLUMNS)
                    .param("chunks", array(columns, column -> ids[column.chunk()], Long[]::new))
                    .param("properties", array(columns, Column::property, Integer[]::new))
                    .param("data", array(columns, Column::data, byte[][]::new))
                    .update();
        }
        chunks.clear();
        columns.clear();
        bufferedBytes = 0;
    }

    private static <T, V> V[] array(List<T> rows, Function<T, V> value, IntFunction<V[]> make) {
        return rows.stream().map(value).toArray(make);
    }
}
