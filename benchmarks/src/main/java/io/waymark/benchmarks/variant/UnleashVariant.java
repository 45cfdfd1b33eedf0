/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.variant;

import io.getunleash.DefaultUnleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Unleash's client, with its definitions from a string, without polling and metrics. */
@NullUnmarked
@State(Scope.Benchmark)
public class UnleashVariant {

    private static final String DEFINITIONS = """
            {"version": 2, "features": [{"name": "checkout-button", "enabled": true, "type": "experiment",
              "strategies": [{"name": "flexibleRollout",
                "parameters": {"rollout": "100", "stickiness": "userId", "groupId": "checkout-button"},
                "variants": [{"name": "control", "weight": 500, "stickiness": "userId"},
                             {"name": "with-price", "weight": 500, "stickiness": "userId"}]}]}]}
            """;

    private DefaultUnleash unleash;
    private People<UnleashContext> people;

    /**
     * Starts the client.
     *
     * @throws IOException if there is no place for its backup
     */
    @Setup(Level.Trial)
    public void start() throws IOException {
        unleash = new DefaultUnleash(UnleashConfig.builder()
                .appName("benchmark")
                .instanceId("benchmark")
                .unleashAPI("http://localhost:1/api/")
                .apiKey("benchmark")
                .backupFile(Files.createTempDirectory("unleash")
                        .resolve("none.json")
                        .toString())
                .toggleBootstrapProvider(() -> Optional.of(DEFINITIONS))
                .disablePolling()
                .disableMetrics()
                .build());
        people = new People<>(id -> UnleashContext.builder().userId(id).build());
        VariantComparison.expectBoth(this::asking);
    }

    /** Stops the client. */
    @TearDown(Level.Trial)
    public void stop() {
        unleash.shutdown();
    }

    /** {@return the variant} */
    @Benchmark
    public String asking() {
        return unleash.getVariant(Definitions.KEY, people.next()).getName();
    }
}
