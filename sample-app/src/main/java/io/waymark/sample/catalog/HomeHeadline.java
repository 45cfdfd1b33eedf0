/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.plan.Plan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The experiment on the home page, whose template asks for the variant. It is started by hand, in the dashboard. */
@Configuration(proxyBeanMethods = false)
class HomeHeadline {

    @Bean
    ExperimentDefinition homeHeadlineExperiment() {
        return ExperimentDefinition.builder("home-headline")
                .name("Headline of the home page")
                .hypothesis("A headline that takes away the fear of failing makes more visitors look at a plant.")
                .variant("control", 1)
                .variant("forgiving", 1)
                .goal("product_viewed")
                .plan(new Plan("Shop", 4_000, 0.1, Plan.DEFAULT_ALPHA, 14))
                .build();
    }
}
