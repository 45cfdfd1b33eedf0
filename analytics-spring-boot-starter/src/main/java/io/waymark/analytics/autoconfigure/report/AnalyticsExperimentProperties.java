/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import io.waymark.analytics.experiment.ExperimentSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of experiments. */
@ConfigurationProperties("analytics.experiments")
public class AnalyticsExperimentProperties implements ExperimentSettings {

    /** Whether experiments are set up. */
    private boolean enabled = true;

    /** Time between two looks at changes made by another instance. */
    private Duration refreshInterval = DEFAULT_REFRESH_INTERVAL;

    /** Number of assignments and of exposures that are remembered, so that they are not recorded again. */
    private int rememberedUnits = DEFAULT_REMEMBERED_UNITS;

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

    public int getRememberedUnits() {
        return rememberedUnits;
    }

    public void setRememberedUnits(int rememberedUnits) {
        this.rememberedUnits = rememberedUnits;
    }

    @Override
    public int rememberedUnits() {
        return rememberedUnits;
    }
}
