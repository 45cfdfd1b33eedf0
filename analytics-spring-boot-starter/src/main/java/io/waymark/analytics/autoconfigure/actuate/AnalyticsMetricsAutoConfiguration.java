/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.waymark.analytics.autoconfigure.chunk.AnalyticsChunkAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.store.result.ResultMemory;
import io.waymark.analytics.track.Ingest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of meters. */
@AutoConfiguration(after = {AnalyticsIngestAutoConfiguration.class, AnalyticsChunkAutoConfiguration.class})
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.metrics.enabled"},
        matchIfMissing = true)
@ConditionalOnClass(MeterBinder.class)
public final class AnalyticsMetricsAutoConfiguration {

    @Bean
    @ConditionalOnBean(Ingest.class)
    @ConditionalOnMissingBean
    IngestMetrics analyticsIngestMetrics(Ingest ingest) {
        return new IngestMetrics(ingest);
    }

    @Bean
    @ConditionalOnBean(ChunkStore.class)
    @ConditionalOnMissingBean
    ChunkMetrics analyticsChunkMetrics(ChunkStore chunks) {
        return new ChunkMetrics(chunks);
    }

    @Bean
    @ConditionalOnBean({ReportRuns.class, ResultMemory.class})
    @ConditionalOnMissingBean
    ReportMetrics analyticsReportMetrics(ReportRuns runs, ResultMemory memory) {
        return new ReportMetrics(runs, memory);
    }
}
