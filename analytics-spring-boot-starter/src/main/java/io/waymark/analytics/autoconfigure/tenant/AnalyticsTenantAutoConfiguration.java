/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.tenant;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.tenant.admin.ApiKeyStore;
import io.waymark.analytics.tenant.admin.Apps;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.tenant.admin.TenantWatch;
import io.waymark.analytics.tenant.admin.Tenants;
import io.waymark.analytics.tenant.quota.EventQuota;
import io.waymark.analytics.tenant.quota.EventUsage;
import io.waymark.analytics.tenant.quota.Quotas;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Auto-configuration of tenants, apps, keys and quotas. */
@AutoConfiguration(after = AnalyticsSchemaAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.tenants.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsTenantProperties.class)
public final class AnalyticsTenantAutoConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    Tenants analyticsTenants(AnalyticsDatabase database) {
        return new Tenants(database, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Quotas analyticsQuotas(AnalyticsDatabase database) {
        return new Quotas(database, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Apps analyticsApps(AnalyticsDatabase database, Quotas quotas) {
        return new Apps(database, quotas, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ApiKeyStore analyticsApiKeyStore(AnalyticsDatabase database) {
        return new ApiKeyStore(database, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TenantAdmin analyticsTenantAdmin(Tenants tenants, Apps apps, ApiKeyStore keys, Quotas quotas) {
        return new TenantAdmin(tenants, apps, keys, quotas);
    }

    @Bean
    @ConditionalOnMissingBean
    EventUsage analyticsEventUsage(AnalyticsDatabase database) {
        return new EventUsage(database, clock);
    }

    /** Before other enrichers, whose work would be for nothing. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean
    EventQuota analyticsEventQuota(AnalyticsDatabase database) {
        return new EventQuota(database, clock);
    }

    @Bean
    PhasedLifecycle analyticsTenantLifecycle(
            ApiKeyStore keys, EventUsage usage, EventQuota quota, AnalyticsTenantProperties properties) {
        if (properties.refreshInterval().toMillis() < 1) {
            throw AnalyticsSetupException.property("analytics.tenants.refresh-interval", "it must be longer than 0");
        }
        TenantWatch watch = new TenantWatch(keys, usage, quota, properties);
        return new PhasedLifecycle(PhasedLifecycle.TENANTS, watch::start, watch::stop);
    }
}
