/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.job.RollupSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the rollup. */
@ConfigurationProperties("analytics.rollup")
public class AnalyticsRollupProperties implements RollupSettings {

    /** Time between two updates of the daily aggregates. Zero disables them. */
    private Duration interval = DEFAULT_INTERVAL;

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
