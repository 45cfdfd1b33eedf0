/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.measure.MetricProperties;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.ExperimentReportJson;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.benchmarks.BenchmarkDatabase;
import io.waymark.benchmarks.WaymarkSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Measures the results of an experiment with a goal, two guardrails and a sum: what the server computes for the page and as
 * JSON. Cold: nothing in the memory of the application, all in that of PostgreSQL. Warm: chunks as far as they are kept by
 * default, and exposures.
 */
final class ResultFigures {

    /** Rounds that do not count, while the compiler of the virtual machine is at work. */
    private static final int WARM_UP = 5;

    private static final Clock AT_START = Clock.fixed(ShopWithExperiment.START, ZoneOffset.UTC);
    private static final Clock AT_END = Clock.fixed(ShopWithExperiment.END, ZoneOffset.UTC);

    private final AnalyticsDatabase database;
    private final EventNames names;
    private final ExperimentCatalog catalog;

    private ResultFigures(AnalyticsDatabase database) {
        this.database = database;
        this.names = new EventNames(database);
        this.catalog = new ExperimentCatalog(database, new ExperimentSettings() {}, AT_START);
    }

    /**
     * Measures.
     *
     * @param arguments the number of people, 100,000 unless given, with ten events each; the number of rounds, 9 unless
     *     given; {@code table} to measure without columns, too
     */
    public static void main(String[] arguments) throws Exception {
        ShopWithExperiment shop =
                new ShopWithExperiment(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(6)) {
            ResultFigures figures = new ResultFigures(new WaymarkSchema(server.dataSource()).database());
            figures.create();
            long start = System.nanoTime();
            figures.load(shop);
            System.out.printf(
                    Locale.ROOT,
                    "Loaded and rolled up %,d people and %,d events in %.0f s%n",
                    shop.people(),
                    10L * shop.people(),
                    (System.nanoTime() - start) / 1e9);
            if (arguments.length > 2) {
                figures.measure("event table", 1, null, true);
            }
            figures.measureColumns("cold", rounds, 0, true);
            figures.measureColumns("warm, 64 MB of chunks in memory", rounds, 64L << 20, false);
            figures.measureColumns("warm, all chunks in memory", rounds, 1L << 30, false);
        }
    }

    private void create() {
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder(ShopWithExperiment.EXPERIMENT)
                        .variant(ShopWithExperiment.VARIANTS[0], 1)
                        .variant(ShopWithExperiment.VARIANTS[1], 1)
                        .goal("order_placed")
                        .plan(new Plan("benchmark", 100_000, 0.05, 0.05, 14))
                        .metric(Metric.of("refunds", MetricKind.CONVERSION, "order_refunded")
                                .as(MetricRole.GUARDRAIL)
                                .within(Duration.ofDays(14))
                                .lowerIsBetterToo())
                        .metric(Metric.of("errors", MetricKind.COUNT, "error_shown")
                                .as(MetricRole.GUARDRAIL)
                                .lowerIsBetterToo())
                        .metric(Metric.of("revenue", MetricKind.SUM, "order_placed")
                                .property("total")
                                .within(Duration.ofDays(7)))
                        .build(),
                "benchmark");
        catalog.start(AppId.DEFAULT, ShopWithExperiment.EXPERIMENT, "benchmark");
    }

    private void load(ShopWithExperiment shop) {
        ChunkRollup rollup = new ChunkRollup(
                database, new ChunkSettings() {}, List.of(new MetricProperties(catalog)), Clock.systemUTC());
        rollup.rollUp();
        try (Loader loader = new Loader(database, names, rollup)) {
            shop.forEach(loader);
        }
        new ChunkRollup(
                        database,
                        new ChunkSettings() {},
                        List.of(new MetricProperties(catalog)),
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))
                .rollUp();
        for (String table : List.of(
                "event", "chunk", "chunk_column", "experiment_exposure", "experiment_assignment", "chunk_people")) {
            database.sql("vacuum analyze {schema}." + table).update();
        }
    }

    private void measureColumns(String title, int rounds, long cacheBytes, boolean cold) {
        ChunkSettings settings = new ChunkSettings() {
            @Override
            public long cacheBytes() {
                return cacheBytes;
            }
        };
        try (ColumnEngine engine = new ColumnEngine(
                new ChunkStore(database, settings, AT_END), Runtime.getRuntime().availableProcessors())) {
            measure(title, rounds, engine, cold);
        }
    }

    private void measure(String title, int rounds, @Nullable ColumnEngine engine, boolean cold) {
        ExperimentReports reports = new ExperimentReports(database, catalog, names, AT_END, engine);
        List<Double> times = new ArrayList<>();
        String advice = "";
        for (int round = -WARM_UP; round < rounds; round++) {
            if (cold) {
                reports = new ExperimentReports(database, catalog, names, AT_END, engine);
            }
            long start = System.nanoTime();
            ExperimentReport report = reports.report(AppId.DEFAULT, ShopWithExperiment.EXPERIMENT);
            String json = ExperimentReportJson.write(report).toString();
            double millis = (System.nanoTime() - start) / 1e6;
            if (round >= 0) {
                times.add(millis);
            }
            advice = report.variants().stream().mapToLong(each -> each.users()).sum() + " people, "
                    + report.metrics().get(3).variants().get(1).total() + " of revenue, " + json.length()
                    + " characters: " + report.advice().code();
        }
        times.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, from %.0f to %.0f (%s)%n",
                title,
                times.get(times.size() / 2),
                times.get(0),
                times.get(times.size() - 1),
                advice);
    }
}
