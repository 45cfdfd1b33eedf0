/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.benchmarks.clickhouse.Chdb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Asks a ClickHouse in this process, in SQL over the table of {@link ClassicSchema} as one would create it there: sorted
 * by name, person and time, and with a column for each property. Partitions of a month, other orders and a dictionary of
 * people were slower on the whole.
 */
final class ClickHouseAnswers implements AutoCloseable {

    private static final String LIBRARY = "chdb.library";
    private static final int ROWS_A_FILE = 1_000_000;
    private static final Pattern PROPERTY = Pattern.compile("\\{(\\$?\\w+)}");
    private static final Pattern BETWEEN_CELLS = Pattern.compile("[\\t\\n]");

    private static final String CREATE = """
            create table classic_event (
              id UInt64,
              event_name LowCardinality(String),
              user_id String,
              occurred_at DateTime64(3, 'UTC'),
              properties String,
              %s
            )
            engine = MergeTree
            order by (event_name, user_id, occurred_at)
            """;
    private static final String INSERT = """
            insert into classic_event (id, event_name, user_id, occurred_at, properties)
            from infile '%s' format RowBinary
            """;

    private final Path folder;
    private final Chdb engine;

    private ClickHouseAnswers(Path folder, Chdb engine) {
        this.folder = folder;
        this.engine = engine;
    }

    /**
     * Starts a ClickHouse without events, before there are other threads.
     *
     * @return none if nobody says where the library is, which is told
     */
    static @Nullable ClickHouseAnswers open() throws IOException {
        String library = System.getProperty(LIBRARY);
        if (library == null) {
            System.out.println("Without ClickHouse, as -D" + LIBRARY + "=/path/to/libchdb.so is not given");
            return null;
        }
        Path folder = Files.createTempDirectory("clickhouse");
        ClickHouseAnswers answers = new ClickHouseAnswers(folder, Chdb.open(Path.of(library), folder.resolve("data")));
        System.out.print("With ClickHouse " + answers.engine.query("select version()"));
        answers.engine.query("set session_timezone = 'UTC'");
        answers.engine.query("set join_use_nulls = 1");
        return answers;
    }

    /** Stores the events, and puts all parts together. */
    void load(Workload workload) throws IOException {
        engine.query(CREATE.formatted(propertyColumns()));
        Path file = folder.resolve("rows");
        Loading loading = new Loading(file);
        workload.forEach(loading::add);
        loading.store();
        Files.delete(file);
        engine.query("optimize table classic_event final");
    }

    /**
     * All numbers of the answer, row by row, with 0 for null, to SQL in which {@code {name}} stands for a property of this
     * name.
     */
    long[] ask(String sql) {
        String answer = engine.query(
                PROPERTY.matcher(sql.replace("{at}", "occurred_at")).replaceAll("`$1`"));
        return BETWEEN_CELLS
                .splitAsStream(answer)
                .filter(cell -> !cell.isEmpty())
                .mapToLong(cell -> cell.equals("\\N") ? 0 : new BigDecimal(cell).longValue())
                .toArray();
    }

    private static String propertyColumns() {
        List<String> columns = new ArrayList<>();
        new Workload(1)
                .forEach(fact -> fact.event()
                        .properties()
                        .forEach((name, value) -> columns.add(
                                value instanceof Number
                                        ? "`%1$s` Int64 materialized JSONExtractInt(properties, '%1$s')".formatted(name)
                                        : "`%1$s` LowCardinality(String) materialized JSONExtractString(properties, '%1$s')"
                                                .formatted(name))));
        return String.join(", ", columns);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    /** Stores events by a file of each million. */
    private final class Loading {

        private final Path file;
        private @Nullable RowBinary rows;
        private long id;

        private Loading(Path file) {
            this.file = file;
        }

        private void add(Workload.Fact fact) {
            try {
                if (rows == null) {
                    rows = RowBinary.to(file);
                }
                rows.add(++id)
                        .add(fact.name())
                        .add(fact.distinctId())
                        .add(fact.occurredAt().toEpochMilli())
                        .add(fact.properties());
                if (id % ROWS_A_FILE == 0) {
                    store();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void store() throws IOException {
            if (rows != null) {
                rows.close();
                rows = null;
                engine.query(INSERT.formatted(file));
            }
        }
    }
}
