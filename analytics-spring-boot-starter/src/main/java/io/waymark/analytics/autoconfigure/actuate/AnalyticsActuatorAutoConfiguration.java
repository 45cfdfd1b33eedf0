/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.waymark.analytics.autoconfigure.chunk.AnalyticsChunkAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsJobAutoConfiguration;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.track.Ingest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the actuator endpoints and of the health of ingest. */
@AutoConfiguration(
        after = {
            AnalyticsIngestAutoConfiguration.class,
            AnalyticsJobAutoConfiguration.class,
            AnalyticsChunkAutoConfiguration.class
        })
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
public final class AnalyticsActuatorAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnAvailableEndpoint(AnalyticsEndpoint.class)
    static class EndpointConfiguration {

        @Bean
        @ConditionalOnMissingBean
        AnalyticsEndpoint analyticsEndpoint(ObjectProvider<Ingest> ingest, ObjectProvider<Jobs> jobs) {
            return new AnalyticsEndpoint(ingest.getIfAvailable(), jobs.getIfAvailable());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnBean(ChunkStore.class)
    @ConditionalOnAvailableEndpoint(AnalyticsChunksEndpoint.class)
    static class ChunksEndpointConfiguration {

        @Bean
        @ConditionalOnMissingBean
        AnalyticsChunksEndpoint analyticsChunksEndpoint(ChunkStore chunks, ObjectProvider<ChunkRollup> rollup) {
            return new AnalyticsChunksEndpoint(chunks, rollup.getIfAvailable());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(Ingest.class)
    @ConditionalOnEnabledHealthIndicator("analytics")
    static class HealthConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "analyticsHealthIndicator")
        HealthIndicator analyticsHealthIndicator(Ingest ingest) {
            return new IngestHealthIndicator(ingest);
        }
    }
}
