/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.track.Ingest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsActuatorAutoConfigurationTests {

    private static final String INDICATOR = "analyticsHealthIndicator";
    private static final String EXPOSED = "management.endpoints.web.exposure.include=analytics";

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsActuatorAutoConfiguration.class)
            .withBean(Ingest.class, StarterContext.OwnIngest::new);
    private final ApplicationContextRunner exposed = runner.withPropertyValues(EXPOSED);

    @Test
    void tellsOfHealthAndShowsTheEndpointOnlyWhenExposed() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(AnalyticsEndpoint.class);
            assertThat(context.getBean(INDICATOR, HealthIndicator.class)
                            .health()
                            .getStatus())
                    .isEqualTo(Status.UP);
        });
        exposed.run(context -> assertThat(
                        context.getBean(AnalyticsEndpoint.class).analytics().ingest())
                .isNotNull());
    }

    @Test
    void hasNoHealthWhereNothingIsTaken() {
        StarterContext.of(AnalyticsActuatorAutoConfiguration.class)
                .withPropertyValues(EXPOSED)
                .run(context -> assertThat(context)
                        .hasSingleBean(AnalyticsEndpoint.class)
                        .doesNotHaveBean(INDICATOR));
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(exposed, AnalyticsEndpoint.class);
        HealthIndicator own = () -> Health.down().build();
        exposed.withBean(INDICATOR, HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
    }

    @Test
    void isNotThereWithoutActuator() {
        exposed.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AnalyticsEndpoint.class));
        exposed.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(INDICATOR));
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        exposed.withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(AnalyticsEndpoint.class)
                        .doesNotHaveBean(INDICATOR));
        exposed.withPropertyValues("management.health.analytics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(INDICATOR));
        exposed.withPropertyValues("management.endpoint.analytics.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(AnalyticsEndpoint.class));
    }
}
