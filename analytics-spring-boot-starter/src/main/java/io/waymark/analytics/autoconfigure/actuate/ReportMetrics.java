/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.store.result.ResultMemory;
import java.util.function.ToDoubleFunction;

/** Measures what reports an instance makes, refuses, ends early and knows already. */
final class ReportMetrics implements MeterBinder {

    private final ReportRuns runs;
    private final ResultMemory memory;

    ReportMetrics(ReportRuns runs, ResultMemory memory) {
        this.runs = runs;
        this.memory = memory;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("analytics.reports.running", runs, ReportRuns::running)
                .description("Reports that run")
                .baseUnit("reports")
                .register(registry);
        Gauge.builder("analytics.reports.waiting", runs, ReportRuns::waiting)
                .description("Reports that wait for their turn")
                .baseUnit("reports")
                .register(registry);
        ended(registry, "busy", ReportRuns::refused);
        ended(registry, "overdue", ReportRuns::overdue);
        ended(registry, "disconnected", ReportRuns::cancelled);
        gets(registry, "hit", ResultMemory::hits);
        gets(registry, "miss", ResultMemory::misses);
    }

    private void ended(MeterRegistry registry, String reason, ToDoubleFunction<ReportRuns> count) {
        FunctionCounter.builder("analytics.reports.cancelled", runs, count)
                .description("Reports that were not made, or not to their end")
                .baseUnit("reports")
                .tag("reason", reason)
                .register(registry);
    }

    private void gets(MeterRegistry registry, String result, ToDoubleFunction<ResultMemory> count) {
        FunctionCounter.builder("analytics.reports.cache.gets", memory, count)
                .description("Answers that were known, or had to be found")
                .tag("result", result)
                .register(registry);
    }
}
