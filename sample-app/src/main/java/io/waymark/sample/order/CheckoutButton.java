/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.sample.catalog.Money;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The experiment at the checkout: does a button that names the price sell more? */
@Configuration(proxyBeanMethods = false)
public class CheckoutButton {

    /** The key of the experiment. */
    public static final String KEY = "checkout-button";

    /** The variant whose button names the price. */
    public static final String WITH_PRICE = "with-price";

    @Bean
    ExperimentDefinition checkoutButtonExperiment() {
        return ExperimentDefinition.builder(KEY)
                .name("Checkout button names the price")
                .hypothesis("A button that says what will be paid makes more visitors place the order.")
                .variant("control", 1)
                .variant(WITH_PRICE, 1)
                .goal(TypedEvent.nameOf(OrderPlaced.class))
                .startAutomatically()
                .build();
    }

    static String label(String variant, Money total) {
        return variant.equals(WITH_PRICE) ? "Order now for " + total : "Place order";
    }
}
