/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.track.Ingest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsMetricsAutoConfigurationTests {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsMetricsAutoConfiguration.class)
            .withBean(Ingest.class, StarterContext.OwnIngest::new);

    @Test
    void countsWhatIngestDid() {
        runner.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(MeterBinder.class).bindTo(registry);
            context.getBean(Ingest.class)
                    .enqueue(AppId.DEFAULT, Event.builder("order_placed", "ada").build());
            assertThat(registry.get("analytics.ingest.recorded")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void hasNothingToCountWithoutIngest() {
        StarterContext.of(AnalyticsMetricsAutoConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterBinder.class));
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, IngestMetrics.class);
    }

    @Test
    void isNotThereWithoutMicrometer() {
        runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("analyticsIngestMetrics"));
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name : new String[] {"analytics.enabled", "analytics.metrics.enabled"}) {
            runner.withPropertyValues(name + "=false")
                    .run(context -> assertThat(context).doesNotHaveBean(MeterBinder.class));
        }
    }
}
