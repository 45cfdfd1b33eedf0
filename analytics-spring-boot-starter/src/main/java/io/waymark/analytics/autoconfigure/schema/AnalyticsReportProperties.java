/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.schema;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of reports. */
@ConfigurationProperties("analytics.reports")
public class AnalyticsReportProperties {

    /** Whether reports and the definitions that they are made from are set up. */
    private boolean enabled = true;

    /** Time after which the database gives up on a report. */
    private Duration timeout = AnalyticsDatabase.DEFAULT_REPORT_TIMEOUT;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }
}
