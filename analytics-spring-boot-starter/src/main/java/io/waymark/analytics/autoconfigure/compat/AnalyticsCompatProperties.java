/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.BasePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/** Properties of the protocols of other products' clients. */
@ConfigurationProperties("analytics.compat")
public class AnalyticsCompatProperties {

    /** What Segment's clients call. */
    private final Segment segment = new Segment();

    /** What PostHog's clients call. */
    private final Posthog posthog = new Posthog();

    public Segment getSegment() {
        return segment;
    }

    public Posthog getPosthog() {
        return posthog;
    }

    static List<String> roots(AnalyticsProperties base, String property, @Nullable String path) {
        List<String> roots = new ArrayList<>(List.of(BasePath.of(base).value()));
        if (StringUtils.hasText(path)) {
            try {
                roots.add(new BasePath(path).value());
            } catch (AnalyticsSetupException e) {
                throw AnalyticsSetupException.property(
                        property,
                        "'" + path
                                + "' does not start with a slash, ends with one, or has more than letters, digits and . _ ~ - between");
            }
        }
        return roots;
    }

    /** Properties of Segment's protocol. */
    public static class Segment {

        /** Whether Segment's clients can send events here. */
        private boolean enabled = true;

        /** Further path, beside the base path, that the routes of Segment's protocol are mounted at. */
        private @Nullable String path;

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
    }

    /** Properties of PostHog's protocol. */
    public static class Posthog {

        /** Whether PostHog's clients can send events here and ask for feature flags. */
        private boolean enabled = true;

        /** Further path, beside the base path, that the routes of PostHog's protocol are mounted at. */
        private @Nullable String path;

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
    }
}
