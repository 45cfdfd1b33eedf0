/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.experiment.ExperimentDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tracks page views, and declares the experiment that the shop runs. */
@Configuration(proxyBeanMethods = false)
class TrackingConfiguration implements WebMvcConfigurer {

    private final PageViews pageViews;

    TrackingConfiguration(PageViews pageViews) {
        this.pageViews = pageViews;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(pageViews);
    }

    @Bean
    static ExperimentDefinition checkoutButton() {
        return ExperimentDefinition.builder("checkout-button")
                .name("Checkout button names the price")
                .hypothesis("A button that says what will be paid makes more visitors place the order.")
                .variant("control", 1)
                .variant("with-price", 1)
                .goal("order_placed")
                .startAutomatically()
                .build();
    }
}
