/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.waymark.analytics.person.identify.Refusal;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestStats;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Measures what an instance does with events. */
final class IngestMetrics implements MeterBinder {

    private final Ingest ingest;

    IngestMetrics(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "analytics.ingest.recorded", "Events that were stored", IngestStats::recorded);
        count(
                registry,
                "analytics.ingest.duplicates",
                "Events that were not stored because they had been before",
                IngestStats::duplicates);
        count(
                registry,
                "analytics.ingest.dropped",
                "Events that were not stored",
                stats -> stats.dropped().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        count(registry, "analytics.ingest.hook.failures", "Hooks that threw", IngestStats::hookFailures);
        count(
                registry,
                "analytics.ingest.after.missed",
                "Stored events that passed an after-ingest hook by",
                IngestStats::afterIngestMissed);
        count(
                registry,
                "analytics.ingest.write.failures",
                "Batches that had to be written again",
                IngestStats::writeFailures);
        for (Refusal refusal : Refusal.values()) {
            FunctionCounter.builder(
                            "analytics.ingest.merges.refused",
                            ingest,
                            source -> source.stats().mergesRefused().getOrDefault(refusal.reason(), 0L))
                    .description("Stored events whose two distinct ids are not one person")
                    .baseUnit("events")
                    .tag("reason", refusal.reason())
                    .register(registry);
        }
        Gauge.builder(
                        "analytics.ingest.queued",
                        ingest,
                        source -> source.stats().queued())
                .description("Events that wait for the writer")
                .register(registry);
        TimeGauge.builder(
                        "analytics.ingest.lag",
                        ingest,
                        TimeUnit.MILLISECONDS,
                        source -> source.stats().oldestLag().toMillis())
                .description("Time that the oldest of them has been waiting")
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String description, ToDoubleFunction<IngestStats> figure) {
        FunctionCounter.builder(name, ingest, source -> figure.applyAsDouble(source.stats()))
                .description(description)
                .baseUnit("events")
                .register(registry);
    }
}
