/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.tenant;

import io.waymark.analytics.tenant.admin.TenantSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of tenants, apps and keys. */
@ConfigurationProperties("analytics.tenants")
public class AnalyticsTenantProperties implements TenantSettings {

    /** Whether there are stored keys, further apps, tenants and quotas, and events are counted by month. Otherwise, there is the default app and the key in analytics.ingest.api-key. */
    private boolean enabled = true;

    /** How often keys and counted events are looked at for changes made by another instance. */
    private Duration refreshInterval = DEFAULT_REFRESH_INTERVAL;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public Duration getRefreshInterval() {
        return refreshInterval;
    }

    public void setRefreshInterval(Duration refreshInterval) {
        this.refreshInterval = refreshInterval;
    }

    @Override
    public Duration refreshInterval() {
        return refreshInterval;
    }
}
