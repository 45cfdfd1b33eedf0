/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.AppId;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import java.time.Duration;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stores the funnel and the segment that the shop looks at; nothing changes when they are stored already. */
@Component
@Order(1)
public class ShopDefinitions implements ApplicationRunner {

    /** People who ordered more than once. */
    public static final String REPEAT_BUYERS = "repeat-buyers";

    private static final String ACTOR = "fernway";

    private final Funnels funnels;
    private final Segments segments;

    ShopDefinitions(Funnels funnels, Segments segments) {
        this.funnels = funnels;
        this.segments = segments;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        funnels.declare(
                AppId.DEFAULT,
                "From plant to order",
                FunnelDefinition.of("product_viewed", "cart_added", "checkout_started", "order_placed")
                        .conversionWindow(Duration.ofDays(7))
                        .build(),
                ACTOR);
        segments.save(
                AppId.DEFAULT,
                REPEAT_BUYERS,
                "Ordered more than once",
                SegmentRule.did("order_placed").atLeast(2),
                ACTOR);
    }
}
