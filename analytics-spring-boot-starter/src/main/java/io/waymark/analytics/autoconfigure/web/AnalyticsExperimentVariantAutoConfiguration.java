/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.web.ExperimentVariantArgumentResolver;
import io.waymark.analytics.web.experiment.PageVariants;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Auto-configuration of variants as arguments of controllers and in templates; also where analytics is off and everybody gets the control. */
@AutoConfiguration
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class AnalyticsExperimentVariantAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PageVariants pageVariants(ObjectProvider<Experiments> experiments, ObjectProvider<CurrentPerson> currentPerson) {
        return new PageVariants(experiments::getObject, () -> currentPerson.getIfAvailable(() -> () -> null));
    }

    @Bean
    @ConditionalOnMissingBean(name = "analyticsExperimentVariantArguments")
    WebMvcConfigurer analyticsExperimentVariantArguments(
            ObjectProvider<Experiments> experiments, ObjectProvider<CurrentPerson> currentPerson) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ExperimentVariantArgumentResolver(
                        experiments::getObject, () -> currentPerson.getIfAvailable(() -> () -> null)));
            }
        };
    }
}
