/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.autoconfigure.catalog.AnalyticsCatalogAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsExperimentAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsReportAutoConfiguration;
import io.waymark.analytics.autoconfigure.schema.AnalyticsReportProperties;
import io.waymark.analytics.autoconfigure.tenant.AnalyticsTenantAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsImportAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestProperties;
import io.waymark.analytics.autoconfigure.track.AnalyticsPersonAutoConfiguration;
import io.waymark.analytics.tenant.ApiKeys;
import io.waymark.analytics.tenant.AppCalendar;
import io.waymark.analytics.tenant.BootstrapKey;
import io.waymark.analytics.tenant.admin.ApiKeyStore;
import io.waymark.analytics.tenant.admin.Apps;
import io.waymark.analytics.tenant.quota.EventQuota;
import io.waymark.analytics.web.AnalyticsApi;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.HostLogin;
import io.waymark.analytics.web.limit.RateLimits;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/** Auto-configuration of the HTTP API. */
@AutoConfiguration(
        after = {
            AnalyticsCatalogAutoConfiguration.class,
            AnalyticsImportAutoConfiguration.class,
            AnalyticsIngestAutoConfiguration.class,
            AnalyticsPersonAutoConfiguration.class,
            AnalyticsReportAutoConfiguration.class,
            AnalyticsExperimentAutoConfiguration.class,
            AnalyticsTenantAutoConfiguration.class
        })
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.api.enabled"},
        matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RouterFunction.class)
@EnableConfigurationProperties({
    AnalyticsProperties.class,
    AnalyticsApiProperties.class,
    AnalyticsIngestProperties.class,
    AnalyticsRateLimitProperties.class,
    AnalyticsReportProperties.class,
    AnalyticsTrackerProperties.class
})
@Import(ApiRoutesConfiguration.class)
public final class AnalyticsApiAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ApiKeys analyticsApiKeys(
            AnalyticsIngestProperties properties,
            AnalyticsTrackerProperties tracker,
            ObjectProvider<ApiKeyStore> stored) {
        ApiKeys bootstrap = bootstrapKey(properties.getApiKey());
        String writeKey = tracker.writeKey();
        if (writeKey != null) {
            bootstrap = bootstrap.or(BootstrapKey.ofPages(writeKey));
        }
        ApiKeyStore store = stored.getIfAvailable();
        return store == null ? bootstrap : bootstrap.or(store.known());
    }

    private static ApiKeys bootstrapKey(@Nullable String secret) {
        if (!StringUtils.hasText(secret)) {
            return shown -> Optional.empty();
        }
        try {
            return new BootstrapKey(secret);
        } catch (IllegalArgumentException e) {
            throw new AnalyticsSetupException(
                    "The property 'analytics.ingest.api-key' is too weak: " + e.getMessage(),
                    "Make a key with 'openssl rand -hex 32', and hand it to the application by the environment variable "
                            + "ANALYTICS_INGEST_API_KEY.");
        }
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimits analyticsRateLimits(AnalyticsRateLimitProperties settings) {
        return new RateLimits(settings, System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    Doorkeeper analyticsDoorkeeper(
            ApiKeys keys,
            ObjectProvider<HostLogin> hostLogin,
            RateLimits limits,
            ObjectProvider<EventQuota> quota,
            ObjectProvider<Apps> apps) {
        return new Doorkeeper(
                keys,
                hostLogin.getIfAvailable(() -> HostLogin.NOBODY),
                limits,
                quota.getIfAvailable(),
                apps.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean(name = "analyticsApiMapping")
    HandlerMapping analyticsApiMapping(
            AnalyticsProperties properties,
            AnalyticsApiProperties settings,
            AnalyticsReportProperties reports,
            Doorkeeper doorkeeper,
            ObjectProvider<Apps> apps,
            ObjectProvider<ApiRoutes> routes,
            ObjectProvider<RouterFunctionMapping> host) {
        Apps known = apps.getIfAvailable();
        Function<AppId, AppCalendar> calendars = known == null ? app -> AppCalendar.DEFAULT : known::calendar;
        return new ApiHandlerMapping(
                AnalyticsApi.mount(
                        BasePath.of(properties).value(),
                        settings,
                        doorkeeper,
                        calendars.andThen(calendar -> calendar.sessionGap(reports.getSessionGap())),
                        routes.orderedStream().toList()),
                host.getIfAvailable());
    }
}
