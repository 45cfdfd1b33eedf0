/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.chunk;

import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.chunk.write.ChunkVerification;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the columnar store. */
@AutoConfiguration(after = AnalyticsSchemaAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.chunks.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsChunkProperties.class)
public final class AnalyticsChunkAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(EventColumnsSource.class)
    ChunkStore analyticsChunkStore(AnalyticsDatabase database, AnalyticsChunkProperties settings) {
        return new ChunkStore(database, settings, Clock.systemUTC());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "analytics.jobs.enabled", matchIfMissing = true)
    static class RollupConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ChunkRollup analyticsChunkRollup(
                AnalyticsDatabase database, AnalyticsChunkProperties settings, ObjectProvider<PropertyWishes> wishes) {
            return new ChunkRollup(database, settings, wishes.orderedStream().toList(), Clock.systemUTC());
        }

        @Bean
        @ConditionalOnMissingBean
        ChunkVerification analyticsChunkVerification(AnalyticsDatabase database, ChunkRollup rollup) {
            return new ChunkVerification(database, rollup, Clock.systemUTC());
        }
    }
}
