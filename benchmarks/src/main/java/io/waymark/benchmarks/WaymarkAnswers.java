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
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.trend.TrendReports;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Asks the reports of the product, with one engine. */
final class WaymarkAnswers {

    private final FunnelReports funnels;
    private final RetentionReports retention;
    private final TrendReports trends;
    private final LifecycleReports lifecycle;

    private WaymarkAnswers(AnalyticsDatabase database, @Nullable ColumnEngine columns) {
        Clock clock = Clock.systemUTC();
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, clock);
        this.funnels = new FunnelReports(database, names, segments, columns, clock);
        this.retention = new RetentionReports(database, names, segments, columns, clock);
        this.trends = new TrendReports(database, names, columns, clock);
        this.lifecycle = new LifecycleReports(database, names, segments, columns, clock);
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
        Period period = period("2026-03-06", "2026-04-05");
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
        StickinessQuery query =
                new StickinessQuery(AppId.DEFAULT, null, period("2026-03-06", "2026-04-05"), ZoneOffset.UTC, null);
        return lifecycle.stickiness(query).points().stream()
                .flatMapToLong(day -> LongStream.of(day.dau(), day.wau(), day.mau()))
                .toArray();
    }

    private static Period period(String from, String to) {
        return Period.between(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }
}
