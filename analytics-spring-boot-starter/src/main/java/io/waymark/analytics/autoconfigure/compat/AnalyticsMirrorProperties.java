/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of passing stored events on to other products. */
@ConfigurationProperties("analytics.mirror")
public class AnalyticsMirrorProperties {

    /** Where PostHog is. */
    private final Posthog posthog = new Posthog();

    /** Where Segment is. */
    private final Segment segment = new Segment();

    public Posthog getPosthog() {
        return posthog;
    }

    public Segment getSegment() {
        return segment;
    }

    /** Properties of passing events on to PostHog. */
    public static class Posthog {

        /** Address of PostHog, for example https://eu.i.posthog.com. Needed with the key. */
        private @Nullable String host;

        /** Key of the PostHog project that stored events are passed on to. None are, without it. */
        private @Nullable String apiKey;

        public @Nullable String getHost() {
            return host;
        }

        public void setHost(@Nullable String host) {
            this.host = host;
        }

        public @Nullable String getApiKey() {
            return apiKey;
        }

        public void setApiKey(@Nullable String apiKey) {
            this.apiKey = apiKey;
        }
    }

    /** Properties of passing events on to Segment. */
    public static class Segment {

        /** Address of Segment, for example https://api.segment.io. Needed with the key. */
        private @Nullable String host;

        /** Write key of the Segment source that stored events are passed on to. None are, without it. */
        private @Nullable String apiKey;

        public @Nullable String getHost() {
            return host;
        }

        public void setHost(@Nullable String host) {
            this.host = host;
        }

        public @Nullable String getApiKey() {
            return apiKey;
        }

        public void setApiKey(@Nullable String apiKey) {
            this.apiKey = apiKey;
        }
    }
}
