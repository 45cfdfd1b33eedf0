/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Measures reports: SQL over a hand-made table in PostgreSQL, in DuckDB and, if its library is there, in ClickHouse beside
 * the product's, on the same events, and checks that all count the same.
 */
final class ReportComparison {

    private static final int MOST_EVENTS_IN_SQL = 500_000;

    private final int rounds;
    private final boolean withEventTable;
    private final SqlAnswers classic;
    private final SqlAnswers duck;
    private final @Nullable ClickHouseAnswers clickHouse;
    private final WaymarkAnswers table;
    private final AnalyticsDatabase database;
    private final WaymarkAnswers warm;

    private ReportComparison(
            int rounds,
            boolean withEventTable,
            SqlAnswers classic,
            SqlAnswers duck,
            @Nullable ClickHouseAnswers clickHouse,
            AnalyticsDatabase database) {
        this.rounds = rounds;
        this.withEventTable = withEventTable;
        this.classic = classic;
        this.duck = duck;
        this.clickHouse = clickHouse;
        this.table = WaymarkAnswers.sql(database);
        this.database = database;
        this.warm = WaymarkAnswers.columns(database, 1L << 30);
    }

    /**
     * Runs the comparison.
     *
     * @param arguments the number of events, 1,000,000 unless given, and the number of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        Workload workload = new Workload(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (ClickHouseAnswers clickHouse = ClickHouseAnswers.open();
                BenchmarkDatabase server = BenchmarkDatabase.start(6);
                DuckDBConnection duck = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
            System.out.printf("Loading %,d events into each%n", workload.events());
            if (clickHouse != null) {
                clickHouse.load(workload);
            }
            ClassicSchema classic = new ClassicSchema(server.dataSource());
            classic.create();
            classic.load(workload);
            AnalyticsDatabase database = new WaymarkSchema(server.dataSource()).database();
            ChunkFigures.load(database, workload);
            database.sql("vacuum analyze {schema}.event").update();
            new ReportComparison(
                            rounds,
                            workload.events() <= MOST_EVENTS_IN_SQL,
                            SqlAnswers.postgres(server.dataSource()),
                            SqlAnswers.duck(duck, workload),
                            clickHouse,
                            database)
                    .run();
        }
    }

    private void run() throws Exception {
        for (Question question : Question.ALL) {
            compare(question);
        }
    }

    private void compare(Question question) throws Exception {
        String sql = question.sql();
        Function<WaymarkAnswers, long[]> report = question.report();
        long start = System.nanoTime();
        long[] expected = classic.ask(sql);
        long first = System.nanoTime() - start;
        Comparison comparison = new Comparison(question.title(), rounds)
                .way("SQL over a hand-made table", 1, known(first, timed("SQL", expected, () -> classic.ask(sql))))
                .way("the same in DuckDB", 1, timed("DuckDB", expected, () -> duck.ask(sql)));
        if (clickHouse != null) {
            comparison.way(
                    "ClickHouse", 1, timed("ClickHouse", expected, () -> clickHouse.ask(question.inClickHouse())));
        }
        if (withEventTable) {
            comparison.way("Waymark, event table", 1, timed("The event table", expected, () -> report.apply(table)));
        }
        comparison
                .way("Waymark, chunks read from PostgreSQL", 1, cold(expected, report))
                .way("Waymark, chunks in memory", 1, timed("Warm", expected, () -> report.apply(warm)))
                .run();
    }

    /** By somebody who has read and found out nothing before. */
    private Comparison.Work cold(long[] expected, Function<WaymarkAnswers, long[]> report) {
        return () -> {
            WaymarkAnswers newcomer = WaymarkAnswers.columns(database, 0);
            return timed("Cold", expected, () -> report.apply(newcomer)).nanos();
        };
    }

    /** Work that was done once already. */
    private static Comparison.Work known(long nanos, Comparison.Work again) {
        AtomicBoolean told = new AtomicBoolean();
        return () -> told.compareAndSet(false, true) ? nanos : again.nanos();
    }

    private static Comparison.Work timed(String way, long[] expected, Supplier<long[]> question) {
        return () -> {
            long start = System.nanoTime();
            long[] answer = question.get();
            long nanos = System.nanoTime() - start;
            SqlAnswers.same(way, expected, answer);
            return nanos;
        };
    }
}
