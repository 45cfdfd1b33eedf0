/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures the heap that is in use after a full collection, while more and more events have been stored. */
final class HeapGrowth {

    private static final int BATCH = 5_000;
    private static final int REPORTS = 10;

    private final IngestPipeline pipeline;
    private final List<Event> batch = new ArrayList<>();
    private long stored;

    private HeapGrowth(IngestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the number of events, 20,000,000 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000_000;
        try (BenchmarkDatabase database = BenchmarkDatabase.start(4)) {
            IngestPipeline pipeline = new IngestPipeline(
                    new WaymarkSchema(database.dataSource()).database(),
                    new IngestSettings() {},
                    IngestExtensions.NONE,
                    Clock.systemUTC());
            pipeline.start();
            System.out.println("| events | people | heap in use, MB |");
            System.out.println("|---:|---:|---:|");
            new HeapGrowth(pipeline).run(events, JdbcClient.create(database.dataSource()));
            pipeline.stop();
        }
        System.exit(0);
    }

    private void run(int events, JdbcClient jdbc) {
        long step = Math.max(BATCH, events / REPORTS);
        new Workload(events).forEach(fact -> {
            batch.add(fact.event());
            if (batch.size() == BATCH) {
                pipeline.record(AppId.DEFAULT, List.copyOf(batch));
                batch.clear();
                stored += BATCH;
                if (stored % step < BATCH) {
                    report(jdbc);
                }
            }
        });
    }

    private void report(JdbcClient jdbc) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,d | %.1f |%n",
                stored,
                jdbc.sql("select count(*) from analytics.person")
                        .query(Long.class)
                        .single(),
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    }
}
