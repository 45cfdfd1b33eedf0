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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Measures what an instance does with events. */
final class IngestMetrics implements MeterBinder {

    /** Reasons that a dashboard may ask for before they turn up. */
    private static final List<String> EXPECTED =
            List.of("invalid", "rejected", "queue full", "stopped", "could not be stored");

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
        drops(registry);
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
        count(registry, "analytics.ingest.spooled", "Events that were put on disk", IngestStats::spooled);
        count(
                registry,
                "analytics.ingest.replayed",
                "Events that were taken from disk into the database",
                IngestStats::replayed);
        gauge(registry, "analytics.ingest.queued", "Events that wait for the writer", "events", IngestStats::queued);
        gauge(
                registry,
                "analytics.ingest.spooling",
                "Whether events go to the spool (1) or to the database (0)",
                null,
                stats -> stats.spooling() ? 1 : 0);
        gauge(
                registry,
                "analytics.ingest.spool.events",
                "Events in the spool",
                "events",
                stats -> stats.spool().events());
        gauge(
                registry,
                "analytics.ingest.spool.size",
                "Size of the spool",
                "bytes",
                stats -> stats.spool().bytes());
        gauge(
                registry,
                "analytics.ingest.spool.damaged",
                "What of the spool could not be read and was kept aside",
                "bytes",
                stats -> stats.spool().damagedBytes());
        TimeGauge.builder(
                        "analytics.ingest.lag",
                        ingest,
                        TimeUnit.MILLISECONDS,
                        source -> source.stats().oldestLag().toMillis())
                .description("Time that the oldest of them has been waiting")
                .register(registry);
    }

    /** One counter a reason. A reason that turns up later is registered when the others are next read. */
    private void drops(MeterRegistry registry) {
        Set<String> known = ConcurrentHashMap.newKeySet();
        EXPECTED.forEach(reason -> drop(registry, reason, known));
    }

    private void drop(MeterRegistry registry, String reason, Set<String> known) {
        if (known.add(reason)) {
            FunctionCounter.builder("analytics.ingest.dropped", ingest, source -> {
                        Map<String, Long> dropped = source.stats().dropped();
                        dropped.keySet().forEach(other -> drop(registry, other, known));
                        return dropped.getOrDefault(reason, 0L);
                    })
                    .description("Events that were not stored")
                    .tag("reason", reason)
                    .baseUnit("events")
                    .register(registry);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            @Nullable String unit,
            ToDoubleFunction<IngestStats> figure) {
        Gauge.builder(name, ingest, source -> figure.applyAsDouble(source.stats()))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, String description, ToDoubleFunction<IngestStats> figure) {
        FunctionCounter.builder(name, ingest, source -> figure.applyAsDouble(source.stats()))
                .description(description)
                .baseUnit("events")
                .register(registry);
    }
}
