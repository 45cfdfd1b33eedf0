/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import io.waymark.analytics.autoconfigure.security.AnalyticsRequest;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** The code of README and docs, so that it compiles. */
final class ClientSnippets {

    private ClientSnippets() {}

    static void segment(String key) {
        Analytics analytics = Analytics.builder(key)
                .endpoint("https://shop.example/analytics")
                .build();
        analytics.enqueue(TrackMessage.builder("Order Completed").userId("kim").properties(Map.of("total", 39.7)));
    }

    static Object posthog(String key) {
        PostHogInterface posthog = PostHog.with(PostHogConfig.builder(key)
                .host("https://shop.example/analytics")
                .build());
        posthog.capture(
                "kim",
                "order_placed",
                PostHogCaptureOptions.builder().property("total", 39.7).build());
        Object variant = posthog.getFeatureFlag("kim", "checkout-button");
        return variant;
    }

    static final class Security {

        @Bean
        @Order(1)
        SecurityFilterChain analyticsClients(HttpSecurity http) {
            return http.securityMatcher(AnalyticsRequest.toClients())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }
}
