/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.variant;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** PostHog's client, which evaluates locally, with room for everybody in its cache, and without its events. */
@NullUnmarked
@State(Scope.Benchmark)
public class PostHogVariant {

    private static final String DEFINITIONS = """
            {"flags": [{"id": 1, "team_id": 1, "name": "", "key": "checkout-button", "active": true, "deleted": false,
              "version": 1,
              "filters": {"groups": [{"properties": [], "rollout_percentage": 100}], "payloads": {},
                "multivariate": {"variants": [{"key": "control", "name": "", "rollout_percentage": 50},
                                              {"key": "with-price", "name": "", "rollout_percentage": 50}]}}}],
             "group_type_mapping": {}, "cohorts": {}}
            """;

    private Definitions definitions;
    private PostHogInterface posthog;
    private People<String> people;

    /**
     * Starts the client.
     *
     * @throws IOException if its server cannot be started
     * @throws InterruptedException if it does not come to an end
     */
    @Setup(Level.Trial)
    public void start() throws IOException, InterruptedException {
        definitions = new Definitions(DEFINITIONS);
        CountDownLatch loaded = new CountDownLatch(1);
        posthog = PostHog.with(new PostHogConfig.Builder("phc_benchmark")
                .host(definitions.url())
                .personalApiKey("phx_benchmark")
                .localEvaluation(true)
                .sendFeatureFlagEvent(false)
                .featureFlagCacheSize(2 * People.COUNT)
                .pollIntervalSeconds(3_600)
                .onFeatureFlags(loaded::countDown)
                .build());
        if (!loaded.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The client has not got its flags");
        }
        people = new People<>(id -> id);
        VariantComparison.expectBoth(this::asking);
    }

    /** Stops the client. */
    @TearDown(Level.Trial)
    public void stop() {
        posthog.close();
        definitions.close();
    }

    /** {@return the variant} */
    @Benchmark
    public Object asking() {
        return posthog.getFeatureFlag(people.next(), Definitions.KEY);
    }
}
