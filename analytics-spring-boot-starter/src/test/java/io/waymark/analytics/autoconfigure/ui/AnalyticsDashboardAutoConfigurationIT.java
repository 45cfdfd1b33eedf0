/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.autoconfigure.catalog.AnalyticsCatalogAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsExperimentAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsReportAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.ui.Dashboard;
import io.waymark.analytics.ui.DashboardServices;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.function.RouterFunction;

class AnalyticsDashboardAutoConfigurationIT {

    private final WebApplicationContextRunner runner = StarterContext.web(
                    AnalyticsDashboardAutoConfiguration.class,
                    AnalyticsCatalogAutoConfiguration.class,
                    AnalyticsIngestAutoConfiguration.class,
                    AnalyticsReportAutoConfiguration.class,
                    AnalyticsExperimentAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database)
            .withBean(EventNames.class);

    @Test
    void mountsTheDashboard() {
        runner.run(context -> assertThat(context).hasSingleBean(Dashboard.class).hasBean("analyticsDashboardRouter"));
    }

    @Test
    void doesWithoutExperiments() {
        runner.withPropertyValues("analytics.experiments.enabled=false")
                .run(context -> assertThat(context).hasSingleBean(Dashboard.class));
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, Dashboard.class, DashboardServices.class);
    }

    @Test
    void backsOffFromARouterOfTheApplicationOfTheSameName() {
        runner.withBean("analyticsDashboardRouter", RouterFunction.class, () -> request -> Optional.empty())
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(RouterFunction.class));
    }

    @Test
    void isNotThereWithoutAWebApplicationOrTheUi() {
        StarterContext.of(AnalyticsDashboardAutoConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Dashboard.class));
        for (Class<?> absent : new Class<?>[] {RouterFunction.class, Dashboard.class}) {
            runner.withClassLoader(new FilteredClassLoader(absent))
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("analyticsDashboard"));
        }
    }

    @Test
    void isNotThereWhenItOrWhatItShowsIsSwitchedOff() {
        for (String name : new String[] {
            "analytics.enabled", "analytics.ui.enabled", "analytics.reports.enabled", "analytics.ingest.enabled"
        }) {
            runner.withPropertyValues(name + "=false")
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(Dashboard.class)
                            .doesNotHaveBean(RouterFunction.class));
        }
    }
}
