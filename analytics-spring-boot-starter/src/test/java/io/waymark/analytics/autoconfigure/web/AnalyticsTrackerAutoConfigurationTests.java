/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.enrich.AnalyticsEnrichAutoConfiguration;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.HostLogin;
import io.waymark.analytics.web.tracker.BrowserPerson;
import io.waymark.analytics.web.tracker.PageViewInterceptor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.function.RouterFunction;

class AnalyticsTrackerAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AnalyticsEnrichAutoConfiguration.class, AnalyticsTrackerAutoConfiguration.class))
            .withBean(Doorkeeper.class, () -> new Doorkeeper(secret -> Optional.empty(), HostLogin.NOBODY))
            .withBean(Ingest.class, NoIngest::new);

    @Test
    void tracksByScriptAndNotByPagesUnlessToldOtherwise() {
        runner.run(context -> assertThat(context)
                .hasBean("analyticsTrackerRouter")
                .hasSingleBean(BrowserPerson.class)
                .doesNotHaveBean(PageViewInterceptor.class));
        runner.withPropertyValues("analytics.tracker.enabled=false", "analytics.web.page-views.enabled=true")
                .run(context -> assertThat(context)
                        .doesNotHaveBean("analyticsTrackerRouter")
                        .hasSingleBean(PageViewInterceptor.class)
                        .hasBean("analyticsPageViews"));
    }

    @Test
    void standsBackWhereTheApplicationHasItsOwn() {
        runner.withPropertyValues("analytics.web.page-views.enabled=true")
                .withBean(
                        "own", BrowserPerson.class, () -> new BrowserPerson(() -> null, () -> null, Clock.systemUTC()))
                .run(context -> assertThat(context).getBean(BrowserPerson.class).isSameAs(context.getBean("own")));
    }

    @Test
    void staysAwayWithoutWhatItNeeds() {
        runner.withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BrowserPerson.class));
        runner.withClassLoader(new FilteredClassLoader(RouterFunction.class))
                .run(context -> assertThat(context).doesNotHaveBean(BrowserPerson.class));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AnalyticsTrackerAutoConfiguration.class))
                .withBean(Ingest.class, NoIngest::new)
                .run(context -> assertThat(context).doesNotHaveBean(BrowserPerson.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analytics.tracker.path=tracker.js",
                "analytics.tracker.path=/t.css",
                "analytics.tracker.path=/a b.js"
            })
    void settingsThatCannotBeUsedStopTheStart(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AnalyticsSetupException.class)
                        .hasMessageContaining(property.substring(0, property.indexOf('='))));
    }

    private static final class NoIngest implements Ingest {

        @Override
        public List<IngestOutcome> record(AppId app, List<Event> events) {
            return List.of();
        }

        @Override
        public void enqueue(AppId app, Event event) {}

        @Override
        public void countDropped(String reason) {}

        @Override
        public IngestStats stats() {
            throw new UnsupportedOperationException();
        }
    }
}
