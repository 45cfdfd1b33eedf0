/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import io.waymark.analytics.ui.DashboardAccess;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the dashboard. */
@ConfigurationProperties("analytics.ui")
public class AnalyticsDashboardProperties {

    /** Whether the dashboard is mounted. */
    private boolean enabled = true;

    /** Path that the dashboard is mounted at. By default, the path of analytics.base-path. */
    private @Nullable String path;

    /** Who may open the dashboard: "guarded" leaves that to the application's Spring Security or to the password, "open" lets everybody in. */
    private DashboardAccess access = DashboardAccess.GUARDED;

    /** Password that opens the dashboard of an application without Spring Security. By default, it is closed. */
    private @Nullable String password;

    /** Name of the application in the header. By default, the name in spring.application.name. */
    private @Nullable String title;

    /** Time zone that questions are asked in unless the page says otherwise, whichever app they are about. By default, that of the app. */
    private @Nullable ZoneId timeZone;

    /** Time between two looks at what the first page shows, so that it is known when asked for. Zero disables them. */
    private Duration warmUpInterval = Duration.ofSeconds(30);

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public @Nullable String getPath() {
        return path;
    }

    public void setPath(@Nullable String path) {
        this.path = path;
    }

    public DashboardAccess getAccess() {
        return access;
    }

    public void setAccess(DashboardAccess access) {
        this.access = access;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable ZoneId getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(@Nullable ZoneId timeZone) {
        this.timeZone = timeZone;
    }

    public Duration getWarmUpInterval() {
        return warmUpInterval;
    }

    public void setWarmUpInterval(Duration warmUpInterval) {
        this.warmUpInterval = warmUpInterval;
    }
}
