/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import com.sun.net.httpserver.HttpServer;
import io.getunleash.DefaultUnleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.assign.DefaultExperiments;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What it costs to ask for a variant, beside the Java clients of Unleash and PostHog deciding in the same process: one
 * experiment with two variants of the same weight, and 1,000 people who have been asked for before. Exposures and the
 * events that clients send about flags are off for the others, and on for {@code waymarkWithExposure}.
 *
 * <p>PostHog's client is asked with 1,000 people as well, whose answers it keeps; {@code posthogUncached} asks it without
 * that cache.
 */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VariantComparison {

    private static final int PEOPLE = 1_000;
    private static final String KEY = "checkout-button";
    private static final String UNLEASH = """
            {"version": 2, "features": [{"name": "checkout-button", "enabled": true, "type": "experiment",
              "strategies": [{"name": "flexibleRollout",
                "parameters": {"rollout": "100", "stickiness": "userId", "groupId": "checkout-button"},
                "variants": [{"name": "control", "weight": 500, "stickiness": "userId"},
                             {"name": "with-price", "weight": 500, "stickiness": "userId"}]}]}]}
            """;
    private static final String POSTHOG = """
            {"flags": [{"id": 1, "team_id": 1, "name": "", "key": "checkout-button", "active": true, "deleted": false,
              "version": 1,
              "filters": {"groups": [{"properties": [], "rollout_percentage": 100}], "payloads": {},
                "multivariate": {"variants": [{"key": "control", "name": "", "rollout_percentage": 50},
                                              {"key": "with-price", "name": "", "rollout_percentage": 50}]}}}],
             "group_type_mapping": {}, "cohorts": {}}
            """;

    private final String[] people = new String[PEOPLE];
    private final UnleashContext[] contexts = new UnleashContext[PEOPLE];
    private int next;
    private BenchmarkDatabase database;
    private IngestPipeline ingest;
    private DefaultExperiments experiments;
    private DefaultUnleash unleash;
    private HttpServer server;
    private PostHogInterface posthog;
    private PostHogInterface uncached;

    /**
     * Runs the comparison.
     *
     * @param args none
     * @throws RunnerException if it cannot be run
     */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(VariantComparison.class.getName() + ".*")
                        .forks(0)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(700))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(700))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /**
     * Sets all up, and asks once for everybody.
     *
     * @throws IOException if a server cannot be started
     * @throws InterruptedException if it takes too long
     */
    @Setup(Level.Trial)
    public void start() throws IOException, InterruptedException {
        for (int i = 0; i < PEOPLE; i++) {
            people[i] = "user-" + i;
            contexts[i] = UnleashContext.builder().userId(people[i]).build();
        }
        startWaymark();
        startUnleash();
        startPostHog();
        for (int i = 0; i < PEOPLE; i++) {
            waymarkWithExposure();
            String byUnleash = unleash();
            Object byPostHog = posthog();
            if (byUnleash.equals("disabled") || !(byPostHog instanceof String)) {
                throw new IllegalStateException("Not decided: " + byUnleash + ", " + byPostHog);
            }
        }
    }

    private void startWaymark() throws IOException {
        database = BenchmarkDatabase.start(5);
        WaymarkSchema schema = new WaymarkSchema(database.dataSource());
        Clock clock = Clock.systemUTC();
        ExperimentSettings settings = new ExperimentSettings() {};
        ExperimentCatalog catalog = new ExperimentCatalog(schema.database(), settings, clock);
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder(KEY)
                        .variant("control", 1)
                        .variant("with-price", 1)
                        .goal("order_placed")
                        .build(),
                "benchmark");
        catalog.start(AppId.DEFAULT, KEY, "benchmark");
        ingest = new IngestPipeline(schema.database(), new IngestSettings() {}, IngestExtensions.NONE, clock);
        ingest.start();
        experiments = new DefaultExperiments(catalog, schema.database(), ingest, settings, clock);
        experiments.start();
    }

    private void startUnleash() throws IOException {
        Path backup = Files.createTempDirectory("unleash").resolve("none.json");
        unleash = new DefaultUnleash(UnleashConfig.builder()
                .appName("benchmark")
                .instanceId("benchmark")
                .unleashAPI("http://localhost:1/api/")
                .apiKey("benchmark")
                .backupFile(backup.toString())
                .toggleBootstrapProvider(() -> Optional.of(UNLEASH))
                .disablePolling()
                .disableMetrics()
                .build());
    }

    private void startPostHog() throws IOException, InterruptedException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = POSTHOG.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        posthog = posthog(PEOPLE * 2);
        uncached = posthog(1);
    }

    private PostHogInterface posthog(int cacheSize) throws InterruptedException {
        CountDownLatch loaded = new CountDownLatch(1);
        PostHogInterface client = PostHog.with(new PostHogConfig.Builder("phc_benchmark")
                .host("http://localhost:" + server.getAddress().getPort())
                .personalApiKey("phx_benchmark")
                .localEvaluation(true)
                .sendFeatureFlagEvent(false)
                .featureFlagCacheSize(cacheSize)
                .pollIntervalSeconds(3_600)
                .onFeatureFlags(loaded::countDown)
                .build());
        if (!loaded.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("PostHog's client has not got its flags");
        }
        return client;
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
        database.close();
        unleash.shutdown();
        posthog.close();
        uncached.close();
        server.stop(0);
    }

    private int person() {
        next = next + 1 == PEOPLE ? 0 : next + 1;
        return next;
    }

    /** {@return our answer, without an exposure} */
    @Benchmark
    public String waymark() {
        return experiments.variant(KEY, people[person()], false);
    }

    /** {@return our answer, where each is looked at for whether an exposure is to be sent} */
    @Benchmark
    public String waymarkWithExposure() {
        return experiments.variant(KEY, people[person()]);
    }

    /** {@return Unleash's answer} */
    @Benchmark
    public String unleash() {
        return unleash.getVariant(KEY, contexts[person()]).getName();
    }

    /** {@return PostHog's answer, from its cache} */
    @Benchmark
    public Object posthog() {
        return posthog.getFeatureFlag(people[person()], KEY);
    }

    /** {@return PostHog's answer, decided each time} */
    @Benchmark
    public Object posthogUncached() {
        return uncached.getFeatureFlag(people[person()], KEY);
    }
}
