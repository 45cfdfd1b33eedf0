/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.AnalyticsDisabledAutoConfiguration;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.web.ExperimentVariantArgumentResolver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class AnalyticsExperimentVariantAutoConfigurationTests {

    private static final String BEAN = "analyticsExperimentVariantArguments";

    private final WebApplicationContextRunner runner =
            StarterContext.web(AnalyticsExperimentVariantAutoConfiguration.class);

    @Test
    void letsControllersTakeTheVariant() {
        runner.run(context -> assertThat(resolvers(context.getBean(WebMvcConfigurer.class)))
                .singleElement()
                .isInstanceOf(ExperimentVariantArgumentResolver.class));
    }

    @Test
    void staysWhereEverythingIsSwitchedOffSoThatControllersStillWork() {
        StarterContext.web(AnalyticsExperimentVariantAutoConfiguration.class, AnalyticsDisabledAutoConfiguration.class)
                .withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(resolvers(context.getBean(WebMvcConfigurer.class)))
                        .hasSize(1));
    }

    @Test
    void backsOffFromABeanOfTheApplicationOfTheSameName() {
        WebMvcConfigurer own = new WebMvcConfigurer() {};
        runner.withBean(BEAN, WebMvcConfigurer.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(WebMvcConfigurer.class)).isSameAs(own));
    }

    @Test
    void isNotThereWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
        StarterContext.of(AnalyticsExperimentVariantAutoConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    private static List<HandlerMethodArgumentResolver> resolvers(WebMvcConfigurer configurer) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
        configurer.addArgumentResolvers(resolvers);
        return resolvers;
    }
}
