/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import io.waymark.analytics.experiment.ExperimentSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of experiments. */
@ConfigurationProperties("analytics.experiments")
public class AnalyticsExperimentProperties implements ExperimentSettings {

    /** Whether experiments are set up. */
    private boolean enabled = true;

    /** Time between two looks at changes made by another instance. */
    private Duration refreshInterval = DEFAULT_REFRESH_INTERVAL;

    /** Number of people who are remembered with their variants, so that neither is looked up or recorded again. */
    private int rememberedUnits = DEFAULT_REMEMBERED_UNITS;

    /** Share of the people who enter no experiment, in hundredths of a per cent. */
    private int holdoutBasisPoints = DEFAULT_HOLDOUT_BASIS_POINTS;

    /** Time for which what is known about a person and who is in a segment may be out of date. */
    private Duration audienceRefresh = DEFAULT_AUDIENCE_REFRESH;

    /** Longest time to wait, once per person, for what only the database knows. With zero nobody waits. */
    private Duration lookupTimeout = DEFAULT_LOOKUP_TIMEOUT;

    /** Time between two looks at whether an experiment is to be started or concluded. */
    private Duration scheduleInterval = DEFAULT_SCHEDULE_INTERVAL;

    /**
     * Whether to keep a connection of the pool to hear at once of changes made by another instance. Unless set, it is kept if
     * the pool is one of HikariCP with at least five connections.
     */
    private @Nullable Boolean listen;

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

    public int getHoldoutBasisPoints() {
        return holdoutBasisPoints;
    }

    public void setHoldoutBasisPoints(int holdoutBasisPoints) {
        this.holdoutBasisPoints = holdoutBasisPoints;
    }

    @Override
    public int holdoutBasisPoints() {
        return holdoutBasisPoints;
    }

    public Duration getAudienceRefresh() {
        return audienceRefresh;
    }

    public void setAudienceRefresh(Duration audienceRefresh) {
        this.audienceRefresh = audienceRefresh;
    }

    @Override
    public Duration audienceRefresh() {
        return audienceRefresh;
    }

    public Duration getLookupTimeout() {
        return lookupTimeout;
    }

    public void setLookupTimeout(Duration lookupTimeout) {
        this.lookupTimeout = lookupTimeout;
    }

    @Override
    public Duration lookupTimeout() {
        return lookupTimeout;
    }

    public Duration getScheduleInterval() {
        return scheduleInterval;
    }

    public void setScheduleInterval(Duration scheduleInterval) {
        this.scheduleInterval = scheduleInterval;
    }

    @Override
    public Duration scheduleInterval() {
        return scheduleInterval;
    }

    public @Nullable Boolean getListen() {
        return listen;
    }

    public void setListen(@Nullable Boolean listen) {
        this.listen = listen;
    }
}
