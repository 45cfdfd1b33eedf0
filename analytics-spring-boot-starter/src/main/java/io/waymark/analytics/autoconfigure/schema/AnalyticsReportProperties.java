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

    /** What answers reports: columns where they can and the event table else, or the event table only. */
    private Engine engine = Engine.AUTO;

    /** Number of threads that go through columns for reports. Zero means one per processor. */
    private int threads;

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

    public Engine getEngine() {
        return engine;
    }

    public void setEngine(Engine engine) {
        this.engine = engine;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
    }

    /** What answers reports. */
    public enum Engine {
        /** Columns of events where they can, else the event table. */
        AUTO,
        /** The event table. */
        SQL
    }
}
