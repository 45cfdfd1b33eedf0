/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.chunk.write.ChunkVerification;
import io.waymark.analytics.event.EventPartition;
import io.waymark.analytics.event.EventPartitions;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stores months of old events as fast as it can while they are rolled up, sees that chunks and events are the same, and
 * asks for reports; to be run in a small heap.
 */
final class HistoricLoad {

    private static final int BATCH = 5_000;
    private static final int ROUNDS = 5;

    private final AnalyticsDatabase database;
    private final ChunkRollup rollup;

    private HistoricLoad(AnalyticsDatabase database) {
        this.database = database;
        this.rollup = new ChunkRollup(database, new Columns(), Clock.systemUTC());
    }

    private static final class Columns implements ChunkSettings {

        @Override
        public Set<String> properties() {
            return ChunkFigures.columnsOfQuestions();
        }
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the number of events, 20,000,000 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000_000;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(8)) {
            HistoricLoad load = new HistoricLoad(new WaymarkSchema(server.dataSource()).database());
            load.store(events);
            load.verify();
            load.ask();
        }
        System.exit(0);
    }

    private void store(int events) throws InterruptedException {
        IngestPipeline pipeline =
                new IngestPipeline(database, new IngestSettings() {}, IngestExtensions.NONE, Clock.systemUTC());
        ScheduledExecutorService job = Executors.newSingleThreadScheduledExecutor();
        pipeline.start();
        long start = System.nanoTime();
        job.scheduleWithFixedDelay(rollup::run, 0, new Columns().interval().toMillis(), TimeUnit.MILLISECONDS);
        List<Event> batch = new ArrayList<>(BATCH);
        new Workload(events).forEach(fact -> {
            batch.add(fact.event());
            if (batch.size() == BATCH) {
                pipeline.record(AppId.DEFAULT, List.copyOf(batch));
                batch.clear();
            }
        });
        pipeline.record(AppId.DEFAULT, batch);
        double stored = seconds(start);
        job.shutdown();
        job.awaitTermination(1, TimeUnit.HOURS);
        rollup.rollUp();
        double rolledUp = seconds(start);
        pipeline.stop();
        System.out.printf(
                Locale.ROOT,
                "Stored %,d events at %,.0f a second; all were in chunks %.1f s later%n",
                events,
                events / stored,
                rolledUp - stored);
    }

    private void verify() {
        database.sql("vacuum analyze {schema}.event").update();
        ChunkVerification verification = new ChunkVerification(database, rollup, Clock.systemUTC());
        long start = System.nanoTime();
        List<EventPartition> weeks = new EventPartitions(database).list();
        weeks.forEach(verification::beforeDrop);
        ChunkStatus status = new ChunkStore(database, new Columns(), Clock.systemUTC()).status();
        System.out.printf(
                Locale.ROOT,
                "Compared %d weeks with their chunks in %.1f s: %,d chunks of %,d events, %d damaged, %.1f bytes an event%n",
                weeks.size(),
                seconds(start),
                status.chunks(),
                status.events(),
                status.damaged(),
                (double) status.bytes() / status.events());
    }

    private void ask() {
        WaymarkAnswers answers = WaymarkAnswers.columns(database, new Columns().cacheBytes());
        System.out.printf("Heap of %,d MB%n", Runtime.getRuntime().maxMemory() >> 20);
        for (Question question : Question.ALL) {
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                question.report().apply(answers);
                millis.add(seconds(start) * 1000);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f ms at first, %.0f then%n",
                    question.title(),
                    millis.get(0),
                    millis.stream().skip(1).sorted().toList().get(ROUNDS / 2));
        }
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
