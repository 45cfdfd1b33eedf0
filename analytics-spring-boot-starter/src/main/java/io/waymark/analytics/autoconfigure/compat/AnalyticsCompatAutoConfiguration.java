/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.enrich.AnalyticsEnrichAutoConfiguration;
import io.waymark.analytics.autoconfigure.web.AnalyticsApiAutoConfiguration;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.ApiSettings;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.posthog.PostHogRoutes;
import io.waymark.analytics.web.segment.SegmentRoutes;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Auto-configuration of what Segment's and PostHog's clients call. */
@AutoConfiguration(after = {AnalyticsApiAutoConfiguration.class, AnalyticsEnrichAutoConfiguration.class})
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.api.enabled"},
        matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnBean({Ingest.class, Doorkeeper.class, ApiSettings.class})
@EnableConfigurationProperties({AnalyticsProperties.class, AnalyticsCompatProperties.class})
public final class AnalyticsCompatAutoConfiguration {

    /** Of routes that another feature has at the same path, such as the tracker's, the other feature's stands. */
    private static final int AFTER_OUR_OWN = 1;

    @Bean
    @Order(AFTER_OUR_OWN)
    @ConditionalOnMissingBean(name = "analyticsSegmentRouter")
    @ConditionalOnBooleanProperty(name = "analytics.compat.segment.enabled", matchIfMissing = true)
    RouterFunction<ServerResponse> analyticsSegmentRouter(
            AnalyticsProperties base,
            AnalyticsCompatProperties properties,
            Ingest ingest,
            Doorkeeper doorkeeper,
            ClientContexts clients,
            ApiSettings settings) {
        return new SegmentRoutes(ingest, doorkeeper, clients, settings.maxBodyBytes(), Clock.systemUTC())
                .mount(CompatPaths.segmentRoots(base, properties));
    }

    @Bean
    @Order(AFTER_OUR_OWN)
    @ConditionalOnMissingBean(name = "analyticsPostHogRouter")
    @ConditionalOnBooleanProperty(name = "analytics.compat.posthog.enabled", matchIfMissing = true)
    RouterFunction<ServerResponse> analyticsPostHogRouter(
            AnalyticsProperties base,
            AnalyticsCompatProperties properties,
            Ingest ingest,
            Doorkeeper doorkeeper,
            ClientContexts clients,
            ApiSettings settings,
            ObjectProvider<ExperimentCatalog> catalog,
            ObjectProvider<Experiments> experiments,
            ObjectProvider<VisitorIds> visitorIds) {
        return new PostHogRoutes(
                        ingest,
                        doorkeeper,
                        clients,
                        catalog.getIfAvailable(),
                        experiments.getIfAvailable(),
                        visitorIds.getIfAvailable(),
                        settings.maxBodyBytes(),
                        Clock.systemUTC())
                .mount(CompatPaths.posthogRoots(base, properties));
    }
}
