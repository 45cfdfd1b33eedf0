/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.autoconfigure.actuate.AnalyticsActuatorAutoConfiguration;
import io.waymark.analytics.autoconfigure.actuate.AnalyticsChunksEndpoint;
import io.waymark.analytics.autoconfigure.actuate.AnalyticsMetricsAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsJobAutoConfiguration;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.chunk.write.ChunkVerification;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.job.JobStatus;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsChunkAutoConfigurationIT {

    private final ApplicationContextRunner runner = StarterContext.of(
                    AnalyticsChunkAutoConfiguration.class, AnalyticsJobAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database);

    @Test
    void rollsUpEventsAndReadsThemWithTheDefaultsOfTheCore() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(EventColumnsSource.class).hasSingleBean(Purge.class);
            assertThat(context.getBean(Jobs.class).status())
                    .extracting(JobStatus::job)
                    .contains(ChunkRollup.NAME);
            assertThat(context.getBean(AnalyticsChunkProperties.class))
                    .usingRecursiveComparison()
                    .ignoringFields("enabled", "cacheSize")
                    .isEqualTo(new AnalyticsChunkProperties());
            ChunkSettings defaults = new ChunkSettings() {};
            ChunkSettings bound = context.getBean(AnalyticsChunkProperties.class);
            assertThat(bound.cacheBytes()).isEqualTo(defaults.cacheBytes());
            assertThat(bound.batchSize()).isEqualTo(defaults.batchSize());
        });
    }

    @Test
    void bindsItsSettings() {
        runner.withPropertyValues("analytics.chunks.cache-size=5MB", "analytics.chunks.interval=3s")
                .run(context -> {
                    assertThat(context.getBean(AnalyticsChunkProperties.class).cacheBytes())
                            .isEqualTo(5L << 20);
                    assertThat(context.getBean(ChunkRollup.class).interval()).hasSeconds(3);
                });
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(
                runner, EventColumnsSource.class, ChunkStore.class, ChunkRollup.class, ChunkVerification.class);
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name : new String[] {"analytics.enabled", "analytics.chunks.enabled"}) {
            runner.withPropertyValues(name + "=false")
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(EventColumnsSource.class)
                            .doesNotHaveBean(ChunkRollup.class)
                            .doesNotHaveBean(ChunkVerification.class));
        }
        runner.withPropertyValues("analytics.jobs.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(EventColumnsSource.class)
                        .doesNotHaveBean(ChunkRollup.class));
    }

    @Test
    void showsHowChunksStandAndMakesThemAgain() {
        AnalyticsDatabase database = TestDatabase.migrated();
        new TestEvents(database, AppId.DEFAULT)
                .add("ada", "visit", "2026-03-01T10:00:00Z")
                .add("bob", "visit", "2026-03-02T10:00:00Z");
        StarterContext.of(
                        AnalyticsChunkAutoConfiguration.class,
                        AnalyticsActuatorAutoConfiguration.class,
                        AnalyticsMetricsAutoConfiguration.class)
                .withBean(AnalyticsDatabase.class, () -> database)
                .withPropertyValues("management.endpoints.web.exposure.include=analyticschunks")
                .run(context -> {
                    AnalyticsChunksEndpoint endpoint = context.getBean(AnalyticsChunksEndpoint.class);
                    assertThat(endpoint.status().waiting()).isEqualTo(2);
                    context.getBean(ChunkRollup.class).rollUp();
                    database.sql("update {schema}.chunk set data = set_byte(data, 33, 99)")
                            .update();
                    context.getBean(EventColumnsSource.class);
                    database.report(() -> context.getBean(ChunkStore.class)
                            .read(
                                    AppId.DEFAULT,
                                    columns -> columns
                                            .spans(
                                                    columns.buckets(Long.MIN_VALUE, Long.MAX_VALUE)[0],
                                                    Set.of(1),
                                                    0,
                                                    Long.MAX_VALUE)
                                            .stream()
                                            .flatMap(span -> span.slices().stream())
                                            .mapToInt(Slice::lastPerson)
                                            .sum()));
                    assertThat(endpoint.status().damaged()).isEqualTo(2);
                    SimpleMeterRegistry registry = new SimpleMeterRegistry();
                    context.getBeansOfType(io.micrometer.core.instrument.binder.MeterBinder.class)
                            .values()
                            .forEach(meters -> meters.bindTo(registry));
                    assertThat(registry.get("analytics.chunks.damaged")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(2);

                    assertThat(endpoint.rebuild()).satisfies(status -> {
                        assertThat(status.waiting()).isZero();
                        assertThat(status.events()).isEqualTo(2);
                        assertThat(status.damaged()).isZero();
                        assertThat(status.lost()).isZero();
                    });
                });
    }
}
