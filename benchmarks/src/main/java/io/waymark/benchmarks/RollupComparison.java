/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how much faster events go into chunks than they are stored: two days of them, stored by two callers in
 * transactions of 10,000, and rolled up 100,000 at a time.
 */
final class RollupComparison {

    private static final int STORED_AT_ONCE = 10_000;
    private static final int ROLLED_UP_AT_ONCE = 100_000;
    private static final int CALLERS = 2;
    private static final int DAYS = 2;

    private final JdbcClient jdbc;
    private final AnalyticsDatabase database;
    private final IngestPipeline pipeline;
    private final List<Event> events = new ArrayList<>();

    private RollupComparison(BenchmarkDatabase benchmark, int count) {
        this.jdbc = JdbcClient.create(benchmark.dataSource());
        this.database = new WaymarkSchema(benchmark.dataSource()).database();
        this.pipeline = new IngestPipeline(
                database, new StoredAtOnce(STORED_AT_ONCE), IngestExtensions.NONE, Clock.systemUTC());
        new Workload(count, Workload.PEOPLE, DAYS).forEach(fact -> events.add(fact.event()));
    }

    /**
     * Runs the comparison.
     *
     * @param arguments the number of events, 400,000 unless given, and the number of rounds, 7 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        try (BenchmarkDatabase benchmark = BenchmarkDatabase.start(16)) {
            RollupComparison comparison = new RollupComparison(benchmark, count);
            comparison.pipeline.start();
            try {
                comparison.run(rounds);
            } finally {
                comparison.pipeline.stop();
            }
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        int count = events.size();
        ChunkRollup plain = rollup(Set.of());
        ChunkRollup withColumns = rollup(ChunkFigures.columnsOfQuestions());
        new Comparison(count + " events of " + DAYS + " days", rounds)
                .way("Stored", count, this::store)
                .way("Rolled up", count, () -> rollUp(plain))
                .way("Rolled up, with columns of four properties", count, () -> rollUp(withColumns))
                .run();
    }

    private ChunkRollup rollup(Set<String> columns) {
        return new ChunkRollup(
                database,
                new ChunkSettings() {
                    @Override
                    public Set<String> properties() {
                        return columns;
                    }
                },
                Clock.systemUTC());
    }

    private long store() throws Exception {
        clear();
        return store(events);
    }

    private long store(List<Event> some) throws Exception {
        return Senders.sendAll(
                CALLERS, Batches.of(some, STORED_AT_ONCE / CALLERS), batch -> pipeline.record(AppId.DEFAULT, batch));
    }

    private long rollUp(ChunkRollup rollup) throws Exception {
        rollup.rollUp();
        clear();
        long nanos = 0;
        for (List<Event> some : Batches.of(events, ROLLED_UP_AT_ONCE)) {
            store(some);
            long start = System.nanoTime();
            long done = rollup.rollUp();
            nanos += System.nanoTime() - start;
            if (done != some.size()) {
                throw new IllegalStateException("Of " + some.size() + " events, " + done + " were rolled up");
            }
        }
        return nanos;
    }

    private void clear() {
        jdbc.sql(
                        "truncate analytics.event, analytics.dirty, analytics.chunk, analytics.chunk_column, analytics.chunk_people,"
                                + " analytics.chunk_month")
                .update();
    }
}
