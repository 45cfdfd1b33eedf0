/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.catalog.EventTypes;
import io.waymark.analytics.funnel.FunnelDeclaration;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.segment.SegmentDeclaration;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.sample.catalog.SearchPerformed;
import io.waymark.sample.order.OrderPlaced;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tracks page views, and brings along the types of events, the funnel and the segment that the shop looks at. */
@Configuration(proxyBeanMethods = false)
public class TrackingConfiguration {

    /** People who ordered more than once. */
    public static final String REPEAT_BUYERS = "repeat-buyers";

    private static final String ORDER_PLACED = TypedEvent.nameOf(OrderPlaced.class);

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
    EventTypes eventsOfTheShop() {
        return EventTypes.of(OrderPlaced.class, SearchPerformed.class, AccountEvent.class);
    }

    @Bean
    FunnelDeclaration fromPlantToOrder() {
        return new FunnelDeclaration(
                "From plant to order",
                FunnelDefinition.of("product_viewed", "cart_added", "checkout_started", ORDER_PLACED)
                        .conversionWindow(Duration.ofDays(7))
                        .build());
    }

    @Bean
    SegmentDeclaration repeatBuyers() {
        return new SegmentDeclaration(
                REPEAT_BUYERS,
                "Ordered more than once",
                SegmentRule.did(ORDER_PLACED).atLeast(2));
    }
}
