/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.funnel.FunnelDeclaration;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.segment.SegmentDeclaration;
import io.waymark.analytics.segment.SegmentRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tracks page views, and brings along the funnel and the segment that the shop looks at. */
@Configuration(proxyBeanMethods = false)
public class TrackingConfiguration {

    /** People who ordered more than once. */
    public static final String REPEAT_BUYERS = "repeat-buyers";

    @Bean
    WebMvcConfigurer pageViewsOfTheShop(PageViews pageViews) {
        return new WebMvcConfigurer() {

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(pageViews);
            }
        };
    }

    @Bean
    FunnelDeclaration fromPlantToOrder() {
        return new FunnelDeclaration(
                "From plant to order",
                FunnelDefinition.of("product_viewed", "cart_added", "checkout_started", "order_placed")
                        .conversionWindow(Duration.ofDays(7))
                        .build());
    }

    @Bean
    SegmentDeclaration repeatBuyers() {
        return new SegmentDeclaration(
                REPEAT_BUYERS,
                "Ordered more than once",
                SegmentRule.did("order_placed").atLeast(2));
    }
}
