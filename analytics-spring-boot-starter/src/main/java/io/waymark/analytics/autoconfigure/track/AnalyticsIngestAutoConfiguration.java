/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.autoconfigure.catalog.AnalyticsCatalogAutoConfiguration;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.AfterIngestHook;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.EventEnricher;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestAnalytics;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the way of an event into the database. */
@AutoConfiguration(after = {AnalyticsSchemaAutoConfiguration.class, AnalyticsCatalogAutoConfiguration.class})
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.ingest.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsIngestProperties.class)
public final class AnalyticsIngestAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Analytics analytics(Ingest ingest, AnalyticsIngestProperties settings) {
        return new IngestAnalytics(ingest, AppId.DEFAULT, settings.delivery());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Ingest.class)
    static class PipelineConfiguration {

        @Bean
        IngestPipeline analyticsIngest(
                AnalyticsDatabase database,
                AnalyticsIngestProperties settings,
                ObjectProvider<EventEnricher> enrichers,
                ObjectProvider<BeforeIngestHook> beforeHooks,
                ObjectProvider<EventProjection> projections,
                ObjectProvider<AfterIngestHook> afterHooks) {
            return new IngestPipeline(
                    database,
                    settings,
                    new IngestExtensions(
                            enrichers.orderedStream().toList(),
                            beforeHooks.orderedStream().toList(),
                            projections.orderedStream().toList(),
                            afterHooks.orderedStream().toList()),
                    Clock.systemUTC());
        }

        @Bean
        PhasedLifecycle analyticsIngestLifecycle(IngestPipeline pipeline) {
            return new PhasedLifecycle(PhasedLifecycle.INGEST, pipeline::start, pipeline::stop);
        }
    }
}
