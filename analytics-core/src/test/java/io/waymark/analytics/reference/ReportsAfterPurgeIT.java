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
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.TestEvents;
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
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.journey.JourneyQuery;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.lifecycle.LifecycleQuery;
import io.waymark.analytics.lifecycle.LifecycleReport;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.lifecycle.StickinessReport;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.PropertyQuery;
import io.waymark.analytics.trend.PropertyReport;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.PageFigures;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebOverview;
import io.waymark.analytics.webstats.WebPoint;
import io.waymark.analytics.webstats.WebProperties;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import io.waymark.analytics.webstats.WebTable;
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
    private final ChunkRollup rollup =
            new ChunkRollup(database, new ChunkSettings() {}, List.of(new WebProperties(database)), clock);

    private record Answers(
            FunnelReport funnel,
            RetentionReport retention,
            LifecycleReport lifecycle,
            StickinessReport stickiness,
            TrendReport trend,
            List<EventSummary> events,
            OverviewReport overview,
            WebOverview web,
            List<WebPoint> visits,
            WebTable<PageFigures> pages,
            SessionReport sessions,
            JourneyReport journeys,
            FlowReport flow,
            PropertyReport properties) {}

    @Test
    void columnsOutliveThePurge() {
        storeSome();
        rollup.rollUp();
        try (ColumnEngine columns = engine()) {
            // The first report says that it wants to know the keys of properties, the second that it wants these.
            for (int round = 0; round < 2; round++) {
                ask(columns);
                rollup.rollUp();
            }
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
            assertThat(after.overview.figures().sessions()).isPositive().isEqualTo(after.web.sessions());
            assertThat(after.overview.comparison()).isNotNull();
            assertThat(after.web).isEqualTo(before.web);
            assertThat(after.visits).isNotEmpty().isEqualTo(before.visits);
            assertThat(after.pages.rows()).isNotEmpty();
            assertThat(after.pages).isEqualTo(before.pages);
            // Which of several events at one instant came first is known of those only that are still there.
            assertThat(after.sessions.sessions()).isEqualTo(before.sessions.sessions());
            assertThat(after.sessions.perStartDay()).isEqualTo(before.sessions.perStartDay());
            assertThat(after.sessions.purged()).isFalse();
            assertThat(after.journeys.sessions()).isEqualTo(before.journeys.sessions());
            assertThat(after.journeys.purged()).isFalse();
            assertThat(after.flow.journeys()).isEqualTo(before.flow.journeys());
            assertThat(after.flow.purged()).isFalse();
            assertThat(before.properties.purged()).isFalse();
            assertThat(after.properties).isEqualTo(before.properties);
        }
        assertThatDaysAreGone(ask(null));
    }

    @Test
    void aTimelineSaysThatWhatCameBeforeIsGone() {
        Instant old = FROM.plus(Duration.ofDays(1));
        new TestEvents(database, APP)
                .add("ana", "visit", old.toString())
                .add("ana", "cart", TO.toString())
                .add("ben", "cart", TO.toString());
        Timelines timelines = new Timelines(database, new EventNames(database));
        assertThat(timelines.of(APP, "ana", 10, null).orElseThrow().purged()).isFalse();
        purge(null);
        assertThat(timelines.of(APP, "ana", 10, null).orElseThrow().visits()).hasSize(1);
        assertThat(timelines.of(APP, "ana", 10, null).orElseThrow().purged()).isTrue();
        assertThat(timelines.of(APP, "ben", 10, null).orElseThrow().purged()).isFalse();
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
        database.sql("update {schema}.event_name set name = :view where name = 'visit'")
                .param("view", StandardEvents.PAGE_VIEW)
                .update();
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
        assertThat(answers.web.purged()).isTrue();
        assertThat(answers.visits).anyMatch(WebPoint::purged);
        assertThat(answers.pages.purged()).isTrue();
        assertThat(answers.sessions.purged()).isTrue();
        assertThat(answers.journeys.purged()).isTrue();
        assertThat(answers.flow.purged()).isTrue();
        assertThat(answers.properties.purged()).isTrue();
    }

    private ColumnEngine engine() {
        return new ColumnEngine(new ChunkStore(database, new ChunkSettings() {}, clock), 2);
    }

    private Answers ask(@Nullable ColumnEngine columns) {
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, clock);
        LifecycleReports lifecycle = new LifecycleReports(database, names, segments, columns, clock);
        WebReports web = new WebReports(database, names, segments, columns, clock);
        SessionReports sessions = new SessionReports(database, names, segments, columns);
        TrendReports trends = new TrendReports(database, names, columns, clock);
        return new Answers(
                new FunnelReports(database, names, segments, columns, clock)
                        .report(new FunnelQuery(
                                APP,
                                FunnelDefinition.of(StandardEvents.PAGE_VIEW, "cart")
                                        .build(),
                                ALL,
                                ZoneOffset.UTC)),
                new RetentionReports(database, names, segments, columns, clock)
                        .report(RetentionQuery.builder(APP, ZoneOffset.UTC).build()),
                lifecycle.lifecycle(new LifecycleQuery(
                        APP, null, ALL, CalendarInterval.WEEK, ZoneOffset.UTC, DayOfWeek.MONDAY, null)),
                lifecycle.stickiness(new StickinessQuery(APP, null, ALL, ZoneOffset.UTC, null)),
                trends.trend(new TrendQuery(APP, null, ALL, CalendarInterval.WEEK, ZoneOffset.UTC, DayOfWeek.MONDAY)),
                trends.events(APP, ALL),
                trends.overview(OverviewQuery.of(APP, ALL).comparedWith(ALL.previous(ZoneOffset.UTC))),
                sessions.webOverview(APP, ALL),
                web.timeSeries(new WebQuery(APP, ALL, 10), CalendarInterval.WEEK, ZoneOffset.UTC),
                web.pages(new WebQuery(APP, ALL, 10)),
                sessions.report(SessionQuery.of(APP, ALL, ZoneOffset.UTC)),
                new JourneyReports(database, names, segments, columns, clock).report(JourneyQuery.of(APP, ALL)),
                new FlowReports(database, names, segments, columns, clock).report(FlowQuery.starts(APP, ALL)),
                trends.properties(new PropertyQuery(APP, "cart", ALL)));
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
