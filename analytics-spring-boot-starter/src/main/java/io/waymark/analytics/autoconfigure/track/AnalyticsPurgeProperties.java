/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.job.PurgeSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the purge. */
@ConfigurationProperties("analytics.purge")
public class AnalyticsPurgeProperties implements PurgeSettings {

    /** Age from which events are deleted, whole weeks at a time. Zero keeps them for ever. */
    private Duration after = DEFAULT_AFTER;

    /** Time between two purges. Zero disables the purge. */
    private Duration interval = DEFAULT_INTERVAL;

    public Duration getAfter() {
        return after;
    }

    public void setAfter(Duration after) {
        this.after = after;
    }

    @Override
    public Duration after() {
        return after;
    }

    public Duration getInterval() {
        return interval;
    }

    public void setInterval(Duration interval) {
        this.interval = interval;
    }

    @Override
    public Duration interval() {
        return interval;
    }
}
