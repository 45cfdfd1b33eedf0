/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.journey.JourneyQuery;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.trend.PropertyQuery;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Asks the reports of the product, with one engine. */
final class WaymarkAnswers {

    private static final Period LAST_30_DAYS = period("2026-03-06", "2026-04-05");

    private final FunnelReports funnels;
    private final RetentionReports retention;
    private final TrendReports trends;
    private final LifecycleReports lifecycle;
    private final WebReports web;
    private final SessionReports sessions;
    private final JourneyReports journeys;
    private final SegmentReports people;

    private WaymarkAnswers(AnalyticsDatabase database, @Nullable ColumnEngine columns) {
        Clock clock = Clock.systemUTC();
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, clock);
        this.funnels = new FunnelReports(database, names, segments, columns, clock);
        this.retention = new RetentionReports(database, names, segments, columns, clock);
        this.trends = new TrendReports(database, names, columns, clock);
        this.lifecycle = new LifecycleReports(database, names, segments, columns, clock);
        this.web = new WebReports(database, names, segments, columns, clock);
        this.sessions = new SessionReports(database, names, segments, columns);
        this.journeys = new JourneyReports(database, names, segments, columns, clock);
        this.people = new SegmentReports(database, segments, columns);
    }

    /** With the event table. */
    static WaymarkAnswers sql(AnalyticsDatabase database) {
        return new WaymarkAnswers(database, null);
    }

    /** With columns, of which so many bytes are kept in memory. */
    static WaymarkAnswers columns(AnalyticsDatabase database, long cacheBytes) {
        ChunkSettings settings = new ChunkSettings() {
            @Override
            public long cacheBytes() {
                return cacheBytes;
            }
        };
        return new WaymarkAnswers(
                database,
                new ColumnEngine(
                        new ChunkStore(database, settings, Clock.systemUTC()),
                        Runtime.getRuntime().availableProcessors()));
    }

    long[] funnel() {
        FunnelDefinition definition = FunnelDefinition.of(ReportQuestions.SIGN_UP.toArray(String[]::new))
                .build();
        return funnels
                .report(new FunnelQuery(AppId.DEFAULT, definition, Period.allTime(), ZoneOffset.UTC))
                .steps()
                .stream()
                .mapToLong(FunnelReport.Step::users)
                .toArray();
    }

    long[] uniques() {
        return trends.events(AppId.DEFAULT, period("2026-01-16", "2026-02-22")).stream()
                .mapToLong(EventSummary::users)
                .sorted()
                .toArray();
    }

    long[] overview() {
        return overview(LAST_30_DAYS);
    }

    long[] overview(Period period) {
        List<EventSummary> events = trends.events(AppId.DEFAULT, period);
        return new long[] {
            events.stream().mapToLong(EventSummary::count).sum(),
            events.stream().mapToLong(EventSummary::users).sum(),
            trends.people(AppId.DEFAULT, null, period)
        };
    }

    long[] retention() {
        RetentionQuery query = RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC)
                .range(period("2026-01-05", "2026-03-02"))
                .period(CalendarInterval.WEEK)
                .maxPeriods(7)
                .build();
        return retention.report(query).cohorts().stream()
                .flatMap(cohort -> cohort.cells().stream())
                .mapToLong(cell -> cell.returned())
                .filter(returned -> returned > 0)
                .toArray();
    }

    long[] active() {
        return active(LAST_30_DAYS);
    }

    long[] active(Period period) {
        StickinessQuery query = new StickinessQuery(AppId.DEFAULT, null, period, ZoneOffset.UTC, null);
        return lifecycle.stickiness(query).points().stream()
                .flatMapToLong(day -> LongStream.of(day.dau(), day.wau(), day.mau()))
                .toArray();
    }

    long[] pages() {
        return pages(LAST_30_DAYS);
    }

    long[] pages(Period period) {
        return web.topPages(new WebQuery(AppId.DEFAULT, period, 20, null)).rows().stream()
                .flatMapToLong(page -> LongStream.of(page.views(), page.visitors()))
                .toArray();
    }

    long[] countries() {
        PropertyQuery query = new PropertyQuery(AppId.DEFAULT, "$pageview", LAST_30_DAYS);
        return trends.properties(query).properties().stream()
                .filter(property -> property.key().equals("$country"))
                .flatMap(property -> property.top().stream())
                .flatMapToLong(value -> LongStream.of(value.count(), value.users()))
                .toArray();
    }

    long[] segment() {
        SegmentRule inGermany = new SegmentRule.Did(
                new EventFilter("add_to_cart", List.of(PropertyCondition.eq("$country", "DE"))),
                1,
                null,
                Period.allTime());
        return new long[] {people.count(AppId.DEFAULT, SegmentRule.and(inGermany, SegmentRule.did("purchase")))};
    }

    long[] visits() {
        return visits(LAST_30_DAYS);
    }

    long[] visits(Period period) {
        SessionReport report = sessions.report(SessionQuery.of(AppId.DEFAULT, period, ZoneOffset.UTC));
        return new long[] {report.sessions(), report.users(), report.bounces()};
    }

    long[] paths() {
        return journeys.report(JourneyQuery.of(AppId.DEFAULT, LAST_30_DAYS)).paths().stream()
                .mapToLong(JourneyReport.Path::count)
                .toArray();
    }

    private static Period period(String from, String to) {
        return Period.between(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }
}
