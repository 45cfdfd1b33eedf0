/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.track.mirror.PostHogMirror;
import io.waymark.analytics.track.mirror.SegmentMirror;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/** Auto-configuration of hooks that pass stored events on to other products. Off, unless a key is set. */
@AutoConfiguration
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.ingest.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsMirrorProperties.class)
public final class AnalyticsMirrorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("analytics.mirror.posthog.api-key")
    PostHogMirror analyticsPostHogMirror(AnalyticsMirrorProperties properties) {
        AnalyticsMirrorProperties.Posthog posthog = properties.getPosthog();
        return new PostHogMirror(
                address("analytics.mirror.posthog", posthog.getHost()),
                String.valueOf(posthog.getApiKey()),
                Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("analytics.mirror.segment.api-key")
    SegmentMirror analyticsSegmentMirror(AnalyticsMirrorProperties properties) {
        AnalyticsMirrorProperties.Segment segment = properties.getSegment();
        return new SegmentMirror(
                address("analytics.mirror.segment", segment.getHost()),
                String.valueOf(segment.getApiKey()),
                Clock.systemUTC());
    }

    private static URI address(String prefix, @Nullable String host) {
        if (!StringUtils.hasText(host)) {
            throw new AnalyticsSetupException(
                    "The property '" + prefix + ".api-key' is set, but '" + prefix + ".host' is not.",
                    "Set '" + prefix + ".host' to the address that events are to be passed on to, or remove the key.");
        }
        URI address = parse(prefix, host);
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null || address.getRawQuery() != null) {
            throw wrong(prefix, host);
        }
        return address;
    }

    private static URI parse(String prefix, String host) {
        try {
            return URI.create(host);
        } catch (IllegalArgumentException e) {
            throw wrong(prefix, host);
        }
    }

    private static AnalyticsSetupException wrong(String prefix, String host) {
        return AnalyticsSetupException.property(
                prefix + ".host", "'" + host + "' is no address like https://analytics.example.com");
    }
}
