/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.write.IngestPipeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsIngestAutoConfigurationIT {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsIngestAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database);

    @Test
    void storesEvents() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(Analytics.class).hasSingleBean(IngestPipeline.class);
            assertThat(record(context.getBean(Ingest.class)).status()).isEqualTo(IngestOutcome.Status.RECORDED);
        });
    }

    @Test
    void asksTheHooksOfTheApplication() {
        runner.withBean(BeforeIngestHook.class, () -> event -> Decision.drop("closed"))
                .run(context ->
                        assertThat(record(context.getBean(Ingest.class))).isEqualTo(IngestOutcome.dropped("closed")));
    }

    @Test
    void tracksThroughAnIngestOfTheApplication() {
        StarterContext.OwnIngest own = new StarterContext.OwnIngest();
        runner.withBean(Ingest.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(Ingest.class).doesNotHaveBean(PhasedLifecycle.class);
            context.getBean(Analytics.class).track("order_placed", "ada");
            assertThat(own.events).extracting(Event::name).containsExactly("order_placed");
        });
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, Analytics.class, Ingest.class);
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name : new String[] {"analytics.enabled", "analytics.ingest.enabled"}) {
            runner.withPropertyValues(name + "=false")
                    .run(context ->
                            assertThat(context).doesNotHaveBean(Ingest.class).doesNotHaveBean(Analytics.class));
        }
    }

    private static IngestOutcome record(Ingest ingest) {
        return ingest.record(
                        AppId.DEFAULT,
                        List.of(Event.builder("order_placed", "ada").build()))
                .get(0);
    }
}
