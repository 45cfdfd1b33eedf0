/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import io.waymark.analytics.experiment.Assignment;
import io.waymark.sample.catalog.Plant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the made-up visitors find in the shop.
 *
 * @param plants what is for sale, most popular first
 * @param checkoutButton the experiment at the checkout
 */
record DemoShop(List<Plant> plants, CheckoutButton checkoutButton) {

    /** The experiment at the checkout. */
    @FunctionalInterface
    interface CheckoutButton {

        /** The variant that somebody sees; null while the experiment does not run. */
        @Nullable
        Assignment seenBy(String distinctId, Instant at);
    }
}
