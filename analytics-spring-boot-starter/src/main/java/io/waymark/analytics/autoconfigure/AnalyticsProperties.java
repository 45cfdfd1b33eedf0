/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the whole product. */
@ConfigurationProperties("analytics")
public class AnalyticsProperties {

    /** Whether anything is set up at all. */
    private boolean enabled = true;

    /** Path that the HTTP API and the dashboard are mounted at. */
    private String basePath = "/analytics";

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getBasePath() {
        return basePath;
    }

    public void setBasePath(String basePath) {
        this.basePath = basePath;
    }
}
