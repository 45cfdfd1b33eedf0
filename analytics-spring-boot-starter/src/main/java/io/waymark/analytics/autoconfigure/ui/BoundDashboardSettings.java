/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import io.waymark.analytics.ui.DashboardAccess;
import io.waymark.analytics.ui.DashboardSettings;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The settings of the dashboard as bound, with what other properties give where they say nothing. */
record BoundDashboardSettings(
        AnalyticsDashboardProperties properties, String path, String applicationName, Duration sessionGap)
        implements DashboardSettings {

    @Override
    public DashboardAccess access() {
        return properties.getAccess();
    }

    @Override
    public @Nullable String password() {
        return properties.getPassword();
    }

    @Override
    public @Nullable ZoneId timeZone() {
        return properties.getTimeZone();
    }
}
