/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.variant;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.assign.DefaultExperiments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.benchmarks.BenchmarkDatabase;
import io.waymark.benchmarks.WaymarkSchema;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ours, with a database behind it that all people are written to before the first measurement. */
@NullUnmarked
@State(Scope.Benchmark)
public class WaymarkVariant {

    private BenchmarkDatabase server;
    private IngestPipeline ingest;
    private DefaultExperiments experiments;
    private People<String> people;

    /**
     * Starts an experiment, and shows everybody their variant.
     *
     * @throws IOException if the database cannot be started
     */
    @Setup(Level.Trial)
    public void start() throws IOException {
        server = BenchmarkDatabase.start(5);
        AnalyticsDatabase database = new WaymarkSchema(server.dataSource()).database();
        Clock clock = Clock.systemUTC();
        ExperimentSettings settings = new ExperimentSettings() {};
        ExperimentCatalog catalog = new ExperimentCatalog(database, settings, clock);
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder(Definitions.KEY)
                        .variant("control", 1)
                        .variant("with-price", 1)
                        .goal("order_placed")
                        .build(),
                "benchmark");
        catalog.start(AppId.DEFAULT, Definitions.KEY, "benchmark");
        ingest = new IngestPipeline(database, new IngestSettings() {}, IngestExtensions.NONE, clock);
        ingest.start();
        experiments = new DefaultExperiments(catalog, database, ingest, settings, clock);
        experiments.start();
        people = new People<>(id -> id);
        for (int i = 0; i < People.COUNT; i++) {
            exposing();
        }
    }

    /**
     * Stops all.
     *
     * @throws IOException if the database cannot be stopped
     */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
        experiments.stop();
        ingest.stop();
        server.close();
    }

    /** {@return the variant, which nobody has seen by that} */
    @Benchmark
    public String asking() {
        return experiments.variant(Definitions.KEY, people.next(), false);
    }

    /** {@return the variant, where each call looks at whether an exposure is to be sent} */
    @Benchmark
    public String exposing() {
        return experiments.variant(Definitions.KEY, people.next());
    }
}
