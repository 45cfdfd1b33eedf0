/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestProperties;
import io.waymark.analytics.enrich.ContextEnricher;
import io.waymark.analytics.enrich.ContextProperties;
import io.waymark.analytics.enrich.PrivacyEnricher;
import io.waymark.analytics.enrich.agent.UapUserAgents;
import io.waymark.analytics.enrich.agent.UserAgents;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.place.Countries;
import io.waymark.analytics.enrich.source.Referrers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import ua_parser.Parser;

/** Auto-configuration of what is derived from the context of events, and of whose events are not wanted. */
@AutoConfiguration
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.ingest.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties({
    AnalyticsEnrichProperties.class,
    AnalyticsPrivacyProperties.class,
    AnalyticsIngestProperties.class
})
@Import({CountryConfiguration.class, ClientConfiguration.class})
public final class AnalyticsEnrichAutoConfiguration {

    /** The order in which a request is looked at. */
    static final int REQUEST = -100;
    /** The order in which properties are derived. */
    static final int CONTEXT = 0;
    /** The order in which what must not be stored is taken out. */
    static final int PRIVACY = 100;

    /** Holds when nothing is derived, too: then all the more must be taken out. */
    @Bean
    @Order(PRIVACY)
    @ConditionalOnMissingBean
    PrivacyEnricher analyticsPrivacyEnricher(AnalyticsPrivacyProperties settings) {
        try {
            return new PrivacyEnricher(settings);
        } catch (IllegalArgumentException e) {
            throw AnalyticsSetupException.property(
                    "analytics.privacy.exclude.ip-ranges", String.valueOf(e.getMessage()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "analytics.enrich.enabled", matchIfMissing = true)
    static class DerivingConfiguration {

        @Bean
        @ConditionalOnMissingBean
        Bots analyticsBots() {
            return Bots.listed();
        }

        @Bean
        @ConditionalOnMissingBean
        Referrers analyticsReferrers(AnalyticsEnrichProperties settings) {
            return new Referrers(settings.ownHosts());
        }

        @Bean
        @ConditionalOnMissingBean
        ContextProperties analyticsContextProperties(
                ObjectProvider<UserAgents> userAgents,
                ObjectProvider<Countries> countries,
                Referrers referrers,
                AnalyticsIngestProperties limits) {
            return new ContextProperties(
                    userAgents.getIfAvailable(() -> UserAgents.NONE),
                    countries.getIfAvailable(() -> Countries.NONE),
                    referrers,
                    limits.maxProperties());
        }

        @Bean
        @Order(CONTEXT)
        @ConditionalOnMissingBean
        ContextEnricher analyticsContextEnricher(
                Bots bots, ContextProperties context, AnalyticsEnrichProperties settings) {
            return new ContextEnricher(bots, context, settings);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "analytics.enrich.enabled", matchIfMissing = true)
    @ConditionalOnClass(Parser.class)
    static class UserAgentConfiguration {

        @Bean
        @ConditionalOnMissingBean
        UserAgents analyticsUserAgents() {
            return new UapUserAgents();
        }
    }
}
