/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.ChangeSignals;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ChangeSignalsIT {

    private static final AppId APP = AppId.DEFAULT;

    private final AnalyticsDatabase database = TestDatabase.migrated();

    @Test
    void anotherInstanceHearsOfAChangeWithoutLooking() {
        ExperimentCatalog here = catalog();
        ExperimentCatalog there = catalog();
        there.refresh();
        ChangeSignals signals = new ChangeSignals(database, "experiments", there::refresh);
        signals.start();
        signals.start();
        try {
            here.create(
                    APP,
                    ExperimentDefinition.builder("checkout")
                            .variant("a", 1)
                            .variant("b", 1)
                            .goal("order_placed")
                            .build(),
                    "ada");
            await(() -> there.current(APP, "checkout") != null);
            here.start(APP, "checkout", "ada");
            await(() -> there.current(APP, "checkout").state() == ExperimentState.RUNNING);
        } finally {
            signals.stop();
        }
    }

    private ExperimentCatalog catalog() {
        return new ExperimentCatalog(
                database,
                new ExperimentSettings() {
                    @Override
                    public Duration refreshInterval() {
                        return Duration.ofHours(1);
                    }
                },
                Clock.systemUTC());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.yield();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
