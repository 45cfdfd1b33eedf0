/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.autoconfigure.chunk.AnalyticsChunkAutoConfiguration;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.day.DaySessions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDeclaration;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentDeclaration;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionReports;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class AnalyticsReportAutoConfigurationIT {

    private static final Class<?>[] BEANS = {
        Funnels.class,
        FunnelReports.class,
        Segments.class,
        SegmentReports.class,
        TrendReports.class,
        RetentionReports.class,
        JourneyReports.class,
        SessionReports.class
    };

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsReportAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database)
            .withBean(EventNames.class);

    @Test
    void storesWhatTheApplicationDeclares() {
        FunnelDeclaration funnel = new FunnelDeclaration(
                "declared", FunnelDefinition.of("viewed", "bought").build());
        SegmentDeclaration segment = new SegmentDeclaration("declared", "Declared", SegmentRule.did("bought"));
        runner.withBean(FunnelDeclaration.class, () -> funnel)
                .withBean(SegmentDeclaration.class, () -> segment)
                .run(context -> {
                    assertThat(context.getBean(Funnels.class).list(AppId.DEFAULT))
                            .anyMatch(stored -> stored.name().equals("declared"));
                    assertThat(context.getBean(Segments.class).find(AppId.DEFAULT, "declared"))
                            .isPresent();
                });
    }

    @Test
    void answersFromColumnsWhereThereAreAnyUnlessToldNotTo() {
        ApplicationContextRunner withChunks = runner.withBean(
                EventColumnsSource.class,
                () -> new ChunkStore(StarterContext.database(), new ChunkSettings() {}, Clock.systemUTC()));
        runner.run(context -> assertThat(context).doesNotHaveBean(ColumnEngine.class));
        withChunks.run(context -> assertThat(context).hasSingleBean(ColumnEngine.class));
        withChunks
                .withPropertyValues("analytics.reports.engine=sql")
                .run(context ->
                        assertThat(context).doesNotHaveBean(ColumnEngine.class).hasSingleBean(FunnelReports.class));
    }

    @Test
    void remembersAsMuchAsItIsToldOrTheHeapHasRoomFor() {
        ApplicationContextRunner withChunks = runner.withBean(
                EventColumnsSource.class,
                () -> new ChunkStore(StarterContext.database(), new ChunkSettings() {}, Clock.systemUTC()));
        for (String size : new String[] {"8MB", "0"}) {
            withChunks
                    .withPropertyValues("analytics.reports.days-cache-size=" + size)
                    .run(context -> assertThat(
                                    context.getBean(ColumnEngine.class).memory().most())
                            .isEqualTo(DataSize.parse(size).toBytes() / 4));
        }
        long eighth = Math.min(
                DataSize.ofMegabytes(256).toBytes(), Runtime.getRuntime().maxMemory() / 8);
        withChunks.run(context ->
                assertThat(context.getBean(ColumnEngine.class).memory().most()).isEqualTo(eighth / 4));
    }

    @Test
    void sumsSessionsOfDaysUpWhereEventsGetIntoChunks() {
        ApplicationContextRunner withChunks =
                runner.withConfiguration(AutoConfigurations.of(AnalyticsChunkAutoConfiguration.class));
        withChunks
                .withPropertyValues("analytics.chunks.sessions-interval=5m")
                .run(context -> assertThat(context.getBean(DaySessions.class).interval())
                        .hasMinutes(5));
        StarterContext.assertBacksOff(withChunks, DaySessions.class);
        for (String off : new String[] {
            "analytics.chunks.enabled=false", "analytics.jobs.enabled=false", "analytics.reports.engine=sql"
        }) {
            withChunks
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DaySessions.class));
        }
    }

    @Test
    void aSessionGapThatIsNoneIsRefused() {
        for (String gap : new String[] {"0", "-5m", "2d"}) {
            runner.withPropertyValues("analytics.reports.session-gap=" + gap)
                    .run(context -> assertThat(context)
                            .hasFailed()
                            .getFailure()
                            .rootCause()
                            .hasMessage("A session gap is longer than 0 and at most a day, for example 30m"));
        }
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, BEANS);
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name : new String[] {"analytics.enabled", "analytics.reports.enabled"}) {
            runner.withPropertyValues(name + "=false").run(context -> {
                for (Class<?> bean : BEANS) {
                    assertThat(context).doesNotHaveBean(bean);
                }
            });
        }
    }
}
