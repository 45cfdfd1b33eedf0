/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExposuresTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Assignment BIG = new Assignment("checkout", "big", 1, Reason.ASSIGNED);

    private final RecordingIngest ingest = new RecordingIngest();
    private final AtomicLong nanos = new AtomicLong();
    private final Exposures exposures = exposures(1_000);

    @Test
    void sendsAnEventWithWhatWasSeen() {
        exposures.record(experiment(7), BIG, "ada");

        Event event = ingest.events.element();
        assertThat(event.name()).isEqualTo("$experiment_exposure");
        assertThat(event.distinctId()).isEqualTo("ada");
        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.properties()).isEqualTo(Map.of("experiment", "checkout", "variant", "big", "phase", 1));
    }

    @Test
    void sendsOneForEachUnitAndExperiment() {
        IntStream.range(0, 100).parallel().forEach(i -> {
            exposures.record(experiment(7), BIG, "ada");
            exposures.record(experiment(7), BIG, "bob");
            exposures.record(experiment(8), BIG, "ada");
        });
        assertThat(ingest.events).hasSize(3);
    }

    @Test
    void sendsAnotherAfterAWhileInCaseTheFirstWasLost() {
        exposures.record(experiment(7), BIG, "ada");
        nanos.addAndGet(Exposures.REMEMBERED.toNanos() - 1);
        exposures.record(experiment(7), BIG, "ada");
        assertThat(ingest.events).hasSize(1);
        nanos.addAndGet(1);
        exposures.record(experiment(7), BIG, "ada");
        assertThat(ingest.events).hasSize(2);
    }

    @Test
    void remembersABoundedNumber() {
        Exposures few = exposures(10);
        for (int i = 0; i < 1_000; i++) {
            few.record(experiment(7), BIG, "unit" + i);
        }
        few.record(experiment(7), BIG, "unit0");
        assertThat(ingest.events).hasSize(1_001);
    }

    private Exposures exposures(int remembered) {
        return new Exposures(ingest, Clock.fixed(NOW, ZoneOffset.UTC), remembered, new Ticker() {
            @Override
            public long read() {
                return nanos.get();
            }
        });
    }

    private static Experiment experiment(long id) {
        ExperimentDefinition definition = ExperimentDefinition.builder("checkout")
                .variant("control", 1)
                .variant("big", 1)
                .goal("order_placed")
                .build();
        return new Experiment(
                id,
                AppId.DEFAULT,
                definition,
                "checkout",
                ExperimentState.RUNNING,
                null,
                List.of(new Experiment.Phase(1, NOW, 10_000, List.of(1, 1))),
                NOW,
                NOW,
                null,
                0);
    }
}
