/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkWorld;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.chunk.write.ChunkVerification;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.PurgeGuard;
import io.waymark.analytics.job.PurgeSettings;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.job.RollupSettings;
import io.waymark.analytics.lifecycle.LifecycleQuery;
import io.waymark.analytics.lifecycle.LifecycleReport;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.lifecycle.StickinessReport;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebOverview;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is answered from columns says the same after a purge, and whatever is not says that days are gone. */
class ReportsAfterPurgeIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant FROM = Instant.parse("2026-02-10T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-10T00:00:00Z");
    private static final Period ALL = Period.between(FROM, TO.plus(Duration.ofDays(1)));

    private final ChunkWorld world = new ChunkWorld(new Random(11), FROM, TO);
    private final AnalyticsDatabase database = world.database();
    private final MovableClock clock = new MovableClock(TO.plus(Duration.ofDays(3)));
    private final ChunkRollup rollup = new ChunkRollup(database, new ChunkSettings() {}, clock);

    private record Answers(
            FunnelReport funnel,
            RetentionReport retention,
            LifecycleReport lifecycle,
            StickinessReport stickiness,
            TrendReport trend,
            List<EventSummary> events,
            OverviewReport overview,
            WebOverview web,
            SessionReport sessions) {}

    @Test
    void columnsOutliveThePurge() {
        storeSome();
        rollup.rollUp();
        try (ColumnEngine columns = engine()) {
            Answers before = ask(columns);
            purge(new ChunkVerification(database, rollup, clock));
            Answers after = ask(columns);
            assertThat(after.funnel).isEqualTo(before.funnel);
            assertThat(after.retention).isEqualTo(before.retention);
            assertThat(after.lifecycle).isEqualTo(before.lifecycle);
            assertThat(after.stickiness).isEqualTo(before.stickiness);
            assertThat(after.trend).isEqualTo(before.trend);
            assertThat(after.events).isEqualTo(before.events);
            assertThat(after.overview).isEqualTo(before.overview);
            assertThat(after.overview.figures().purged()).isFalse();
            assertThat(after.overview.figures().sessions())
                    .isPositive()
                    .isEqualTo(after.web.sessions());
            assertThat(after.overview.comparison()).isNotNull();
            assertThat(after.web).isEqualTo(before.web);
            assertThat(after.sessions.sessions()).isEqualTo(before.sessions.sessions());
            assertThat(after.sessions.perStartDay()).isEqualTo(before.sessions.perStartDay());
        }
        assertThatDaysAreGone(ask(null));
    }

    @Test
    void withoutChunksThatWereVerifiedDaysAreGoneForColumnsToo() {
        storeSome();
        purge(null);
        rollup.rollUp();
        try (ColumnEngine columns = engine()) {
            assertThatDaysAreGone(ask(columns));
        }
    }

    /** Of either app, so several times. */
    private void storeSome() {
        for (int i = 0; i < 20; i++) {
            world.store(20);
        }
    }

    private static void assertThatDaysAreGone(Answers answers) {
        assertThat(answers.funnel.purged()).isTrue();
        assertThat(answers.lifecycle.points()).anyMatch(LifecycleReport.Point::purged);
        assertThat(answers.stickiness.points()).anyMatch(StickinessReport.Point::purged);
        assertThat(answers.overview.figures().purged()).isTrue();
        assertThat(answers.retention.cohorts())
                .flatExtracting(RetentionReport.Cohort::cells)
                .anyMatch(RetentionReport.Cell::purged);
        assertThat(answers.trend.points()).anyMatch(TrendReport.Point::purged);
    }

    private ColumnEngine engine() {
        return new ColumnEngine(new ChunkStore(database, new ChunkSettings() {}, clock), 2);
    }

    private Answers ask(@Nullable ColumnEngine columns) {
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, clock);
        LifecycleReports lifecycle = new LifecycleReports(database, names, segments, columns, clock);
        SessionReports sessions = new SessionReports(database, names, segments, columns);
        TrendReports trends = new TrendReports(database, names, columns, clock);
        return new Answers(
                new FunnelReports(database, names, segments, columns, clock)
                        .report(new FunnelQuery(
                                APP, FunnelDefinition.of("visit", "cart").build(), ALL, ZoneOffset.UTC)),
                new RetentionReports(database, names, segments, columns, clock)
                        .report(RetentionQuery.builder(APP, ZoneOffset.UTC).build()),
                lifecycle.lifecycle(new LifecycleQuery(
                        APP, null, ALL, CalendarInterval.WEEK, ZoneOffset.UTC, DayOfWeek.MONDAY, null)),
                lifecycle.stickiness(new StickinessQuery(APP, null, ALL, ZoneOffset.UTC, null)),
                trends.trend(new TrendQuery(APP, null, ALL, CalendarInterval.WEEK, ZoneOffset.UTC, DayOfWeek.MONDAY)),
                trends.events(APP, ALL),
                trends.overview(OverviewQuery.of(APP, ALL).comparedWith(ALL.previous(ZoneOffset.UTC))),
                sessions.webOverview(APP, ALL),
                sessions.report(SessionQuery.of(APP, ALL, ZoneOffset.UTC)));
    }

    private void purge(@Nullable PurgeGuard guard) {
        PurgeSettings settings = new PurgeSettings() {
            @Override
            public Duration after() {
                return Duration.ofDays(12);
            }
        };
        database.sql("""
                        insert into {schema}.dirty (app_id, day)
                        select distinct n.app_id, (e.occurred_at at time zone 'UTC')::date
                        from {schema}.event e join {schema}.event_name n on n.id = e.event_name_id
                        """).update();
        // Days are final once they are purged.
        new Rollup(database, new RollupSettings() {}).run();
        long weeks = new Purge(
                        database,
                        new Rollup(database, new RollupSettings() {}),
                        settings,
                        clock,
                        guard == null ? List.of() : List.of(guard))
                .run();
        assertThat(weeks).isPositive();
    }
}
