/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.web.tracker.PageViewSettings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of page views that are tracked without a script. */
@ConfigurationProperties("analytics.web.page-views")
public class AnalyticsPageViewProperties implements PageViewSettings {

    /** Whether to track a page view for each page that the application answers with. */
    private boolean enabled;

    /** Patterns of the paths that are pages. */
    private List<String> include = DEFAULT_INCLUDE;

    /** Patterns of the paths that are none, besides those of the dashboard and the HTTP API. */
    private List<String> exclude = new ArrayList<>();

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public List<String> getInclude() {
        return include;
    }

    public void setInclude(List<String> include) {
        this.include = include;
    }

    @Override
    public List<String> include() {
        return include;
    }

    public List<String> getExclude() {
        return exclude;
    }

    public void setExclude(List<String> exclude) {
        this.exclude = exclude;
    }

    @Override
    public List<String> exclude() {
        return exclude;
    }
}
