/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the reports and of the definitions that they are made from. */
@AutoConfiguration(after = AnalyticsSchemaAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.reports.enabled"},
        matchIfMissing = true)
public final class AnalyticsReportAutoConfiguration {

    private final Clock clock = Clock.systemUTC();

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
    @ConditionalOnMissingBean
    FunnelReports analyticsFunnelReports(AnalyticsDatabase database, EventNames eventNames, Segments segments) {
        return new FunnelReports(database, eventNames, segments, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    SegmentReports analyticsSegmentReports(AnalyticsDatabase database, EventNames eventNames) {
        return new SegmentReports(database, eventNames);
    }
}
