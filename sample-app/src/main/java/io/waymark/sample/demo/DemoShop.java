/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import io.waymark.analytics.Event;
import io.waymark.sample.catalog.Plant;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the made-up visitors find in the shop.
 *
 * @param plants what is for sale, most popular first
 * @param variants the variant of the checkout button for a distinct id
 * @param exposures makes the event that says somebody saw the checkout button
 */
record DemoShop(List<Plant> plants, UnaryOperator<String> variants, Exposures exposures) {

    /** Makes the event that says somebody saw the checkout button. */
    @FunctionalInterface
    interface Exposures {

        Event.Builder exposure(String distinctId, Instant at);
    }
}
