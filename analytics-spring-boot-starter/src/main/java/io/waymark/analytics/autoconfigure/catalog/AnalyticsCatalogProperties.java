/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.catalog;

import io.waymark.analytics.catalog.CatalogMode;
import io.waymark.analytics.catalog.CatalogSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the catalogue of events. */
@ConfigurationProperties("analytics.catalog")
public class AnalyticsCatalogProperties implements CatalogSettings {

    /** Whether events are looked up in the catalogue, and what the application declares is defined in it. */
    private boolean enabled = true;

    /** What becomes of an event whose name nobody has defined. */
    private CatalogMode mode = DEFAULT_MODE;

    /** Time between two looks at changes made by another instance. */
    private Duration refreshInterval = DEFAULT_REFRESH_INTERVAL;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public CatalogMode getMode() {
        return mode;
    }

    public void setMode(CatalogMode mode) {
        this.mode = mode;
    }

    @Override
    public CatalogMode mode() {
        return mode;
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
