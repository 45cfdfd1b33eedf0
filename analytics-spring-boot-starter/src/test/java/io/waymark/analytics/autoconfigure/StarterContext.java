/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.CheckedDataSources;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.track.SpoolStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Applications that have nothing but some auto-configurations, for tests of these. */
public final class StarterContext {

    private StarterContext() {}

    public static ApplicationContextRunner of(Class<?>... autoConfigurations) {
        return new ApplicationContextRunner()
                .withInitializer(new CheckedDataSources())
                .withConfiguration(AutoConfigurations.of(autoConfigurations));
    }

    public static WebApplicationContextRunner web(Class<?>... autoConfigurations) {
        return new WebApplicationContextRunner()
                .withInitializer(new CheckedDataSources())
                .withConfiguration(AutoConfigurations.of(autoConfigurations));
    }

    /** {@return a database that has the schema already, the same one for all tests} */
    public static AnalyticsDatabase database() {
        return Migrated.DATABASE;
    }

    /** Starts with the beans of the starter, and then with each of them as a bean of the application, which must win. */
    public static void assertBacksOff(AbstractApplicationContextRunner<?, ?, ?> runner, Class<?>... types) {
        runner.run(starter -> {
            assertThat(starter).hasNotFailed();
            for (Class<?> type : types) {
                assertWins(runner, type, starter.getBean(type));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> void assertWins(AbstractApplicationContextRunner<?, ?, ?> runner, Class<T> type, Object own) {
        runner.withBean("own", type, () -> (T) own).run(application -> {
            assertThat(application).as(type.getSimpleName()).hasNotFailed();
            assertThat(application.getBeansOfType(type)).containsOnlyKeys("own");
        });
    }

    /** A way into the store that keeps what it gets. */
    public static final class OwnIngest implements Ingest {

        public final List<Event> events = new CopyOnWriteArrayList<>();

        @Override
        public List<IngestOutcome> record(AppId app, List<Event> events) {
            this.events.addAll(events);
            return events.stream().map(event -> IngestOutcome.recorded()).toList();
        }

        @Override
        public void enqueue(AppId app, Event event) {
            events.add(event);
        }

        @Override
        public void countDropped(String reason) {}

        @Override
        public IngestStats stats() {
            return new IngestStats(
                    0,
                    1,
                    Duration.ZERO,
                    false,
                    false,
                    SpoolStats.NONE,
                    0,
                    0,
                    events.size(),
                    0,
                    Map.of(),
                    0,
                    0,
                    0,
                    null,
                    null,
                    null,
                    Map.of());
        }
    }

    private static final class Migrated {

        static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    }
}
