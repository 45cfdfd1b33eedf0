/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.catalog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestProperties;
import io.waymark.analytics.catalog.CatalogEnricher;
import io.waymark.analytics.catalog.DeclaredEvents;
import io.waymark.analytics.catalog.EventCatalog;
import io.waymark.analytics.catalog.EventDeclaration;
import io.waymark.analytics.catalog.EventTypes;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.store.AnalyticsDatabase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Auto-configuration of the definitions of events, and of what they do to events that arrive. */
@AutoConfiguration(after = AnalyticsSchemaAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
public final class AnalyticsCatalogAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EventDefinitions analyticsEventDefinitions(AnalyticsDatabase database, ObjectProvider<EventCatalog> catalog) {
        return new EventDefinitions(database, () -> catalog.ifAvailable(EventCatalog::refresh));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "analytics.catalog.enabled", matchIfMissing = true)
    @EnableConfigurationProperties({AnalyticsCatalogProperties.class, AnalyticsIngestProperties.class})
    static class CatalogConfiguration {

        @Bean
        @ConditionalOnMissingBean
        DeclaredEvents analyticsDeclaredEvents(
                ObjectProvider<EventDeclaration> declarations,
                ObjectProvider<EventTypes> types,
                AnalyticsIngestProperties limits) {
            return new DeclaredEvents(
                    declarations.orderedStream().toList(), types.orderedStream().toList(), limits.maxNameLength());
        }

        @Bean
        @ConditionalOnMissingBean
        EventCatalog analyticsEventCatalog(
                EventDefinitions definitions, DeclaredEvents declared, AnalyticsCatalogProperties settings) {
            if (settings.getRefreshInterval().toMillis() < 1) {
                throw AnalyticsSetupException.property(
                        "analytics.catalog.refresh-interval", "it is not a positive time");
            }
            return new EventCatalog(definitions, declared, settings);
        }

        @Bean
        PhasedLifecycle analyticsCatalogLifecycle(
                EventCatalog catalog, DeclaredEvents declared, EventDefinitions definitions) {
            return new PhasedLifecycle(
                    PhasedLifecycle.INGEST,
                    () -> {
                        declared.store(AppId.DEFAULT, definitions);
                        catalog.start();
                    },
                    catalog::stop);
        }

        /** Before whatever else looks at events: what is dropped needs no further thought. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        @ConditionalOnMissingBean
        CatalogEnricher analyticsCatalogEnricher(EventCatalog catalog, AnalyticsCatalogProperties settings) {
            return new CatalogEnricher(catalog, settings.mode());
        }
    }
}
