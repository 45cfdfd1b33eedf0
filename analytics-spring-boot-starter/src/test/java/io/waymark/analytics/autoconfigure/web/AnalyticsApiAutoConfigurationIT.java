/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.autoconfigure.report.AnalyticsExperimentAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsReportAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.tenant.ApiKeys;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.exchange.Doorkeeper;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;

class AnalyticsApiAutoConfigurationIT {

    private final WebApplicationContextRunner runner = StarterContext.web(
                    AnalyticsApiAutoConfiguration.class,
                    AnalyticsIngestAutoConfiguration.class,
                    AnalyticsReportAutoConfiguration.class,
                    AnalyticsExperimentAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database)
            .withBean(EventNames.class);

    @Test
    void hasTheRoutesOfEachFeature() {
        runner.run(context -> {
            assertThat(context).hasBean("analyticsApiMapping").hasSingleBean(Doorkeeper.class);
            assertThat(context.getBeansOfType(ApiRoutes.class))
                    .containsKeys("analyticsEventRoutes", "analyticsFunnelRoutes", "analyticsExperimentRoutes");
        });
    }

    @Test
    void hasNoRoutesOfFeaturesThatAreSwitchedOff() {
        runner.withPropertyValues("analytics.reports.enabled=false", "analytics.experiments.enabled=false")
                .run(context -> assertThat(context.getBeansOfType(ApiRoutes.class))
                        .containsKey("analyticsEventRoutes")
                        .doesNotContainKeys("analyticsFunnelRoutes", "analyticsExperimentRoutes"));
    }

    @Test
    void knowsNoKeyUnlessOneIsSet() {
        runner.run(context ->
                assertThat(context.getBean(ApiKeys.class).find(RunningHost.KEY)).isEmpty());
        runner.withPropertyValues("analytics.ingest.api-key=" + RunningHost.KEY)
                .run(context -> assertThat(context.getBean(ApiKeys.class).find(RunningHost.KEY))
                        .isPresent());
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, ApiKeys.class, Doorkeeper.class);
    }

    @Test
    void backsOffFromAMappingOfTheApplicationOfTheSameName() {
        runner.withBean("analyticsApiMapping", HandlerMapping.class, () -> request -> null)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(HandlerMapping.class));
    }

    @Test
    void isNotThereWithoutAWebApplication() {
        StarterContext.of(AnalyticsApiAutoConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiKeys.class));
        runner.withClassLoader(new FilteredClassLoader(RouterFunction.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiKeys.class));
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name : new String[] {"analytics.enabled", "analytics.api.enabled"}) {
            runner.withPropertyValues(name + "=false")
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(HandlerMapping.class)
                            .doesNotHaveBean(ApiRoutes.class)
                            .doesNotHaveBean(Doorkeeper.class));
        }
    }
}
