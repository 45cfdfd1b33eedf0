/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.chunk.AnalyticsChunkAutoConfiguration;
import io.waymark.analytics.autoconfigure.chunk.AnalyticsChunkProperties;
import io.waymark.analytics.autoconfigure.schema.AnalyticsReportProperties;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.visit.day.DaySessions;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDeclaration;
import io.waymark.analytics.funnel.FunnelProperties;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentDeclaration;
import io.waymark.analytics.segment.SegmentProperties;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebProperties;
import io.waymark.analytics.webstats.WebReports;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** Auto-configuration of the reports and of the definitions that they are made from. */
@AutoConfiguration(after = {AnalyticsSchemaAutoConfiguration.class, AnalyticsChunkAutoConfiguration.class})
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.reports.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsReportProperties.class)
public final class AnalyticsReportAutoConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(EventColumnsSource.class)
    @ConditionalOnProperty(name = "analytics.reports.engine", havingValue = "auto", matchIfMissing = true)
    ColumnEngine analyticsColumnEngine(EventColumnsSource source, AnalyticsReportProperties settings) {
        int threads = settings.getThreads();
        DataSize days = settings.getDaysCacheSize();
        return new ColumnEngine(
                source,
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                ColumnEngine.LEAST,
                new ColumnMemory(days == null ? ColumnMemory.defaultBytes() : days.toBytes()));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({ColumnEngine.class, ChunkRollup.class})
    DaySessions analyticsDaySessions(
            AnalyticsDatabase database,
            EventNames eventNames,
            ColumnEngine engine,
            AnalyticsReportProperties settings,
            AnalyticsChunkProperties chunks) {
        return new DaySessions(database, eventNames, engine, settings.getSessionGap(), chunks, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Funnels analyticsFunnels(AnalyticsDatabase database) {
        return new Funnels(database, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Segments analyticsSegments(AnalyticsDatabase database, EventNames eventNames) {
        return new Segments(database, eventNames, clock);
    }

    @Bean
    SmartInitializingSingleton analyticsDeclarations(
            Funnels funnels,
            Segments segments,
            ObjectProvider<FunnelDeclaration> funnelDeclarations,
            ObjectProvider<SegmentDeclaration> segmentDeclarations) {
        return () -> new Declarations(funnels, segments)
                .store(
                        AppId.DEFAULT,
                        funnelDeclarations.orderedStream().toList(),
                        segmentDeclarations.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    FunnelReports analyticsFunnelReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new FunnelReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    SegmentReports analyticsSegmentReports(
            AnalyticsDatabase database, Segments segments, ObjectProvider<ColumnEngine> columns) {
        return new SegmentReports(database, segments, columns.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    TrendReports analyticsTrendReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new TrendReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    SeriesReports analyticsSeriesReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new SeriesReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    RetentionReports analyticsRetentionReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new RetentionReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    LifecycleReports analyticsLifecycleReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new LifecycleReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    JourneyReports analyticsJourneyReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new JourneyReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    FlowReports analyticsFlowReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new FlowReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    SessionReports analyticsSessionReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new SessionReports(database, eventNames, segments, columns.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    WebReports analyticsWebReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            ObjectProvider<ColumnEngine> columns) {
        return new WebReports(database, eventNames, segments, columns.getIfAvailable(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    FunnelProperties analyticsFunnelProperties(AnalyticsDatabase database) {
        return new FunnelProperties(database);
    }

    @Bean
    @ConditionalOnMissingBean
    SegmentProperties analyticsSegmentProperties(AnalyticsDatabase database) {
        return new SegmentProperties(database);
    }

    @Bean
    @ConditionalOnMissingBean
    WebProperties analyticsWebProperties(AnalyticsDatabase database) {
        return new WebProperties(database);
    }
}
