/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.ApiSettings;
import io.waymark.analytics.web.EventDefinitionRoutes;
import io.waymark.analytics.web.EventRoutes;
import io.waymark.analytics.web.ExperimentRoutes;
import io.waymark.analytics.web.FlowRoutes;
import io.waymark.analytics.web.FunnelRoutes;
import io.waymark.analytics.web.IdentifyRoutes;
import io.waymark.analytics.web.ImportRoutes;
import io.waymark.analytics.web.LifecycleRoutes;
import io.waymark.analytics.web.PersonRoutes;
import io.waymark.analytics.web.ReportRoutes;
import io.waymark.analytics.web.SegmentRoutes;
import io.waymark.analytics.web.SessionRoutes;
import io.waymark.analytics.web.TenantEventRoutes;
import io.waymark.analytics.web.TrendRoutes;
import io.waymark.analytics.web.WebRoutes;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.experiment.ExperimentLifeRoutes;
import io.waymark.analytics.web.tenant.AppRoutes;
import io.waymark.analytics.web.tenant.KeyRoutes;
import io.waymark.analytics.web.tenant.TenantRoutes;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebReports;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes of each feature that is set up. */
@Configuration(proxyBeanMethods = false)
class ApiRoutesConfiguration {

    @Bean
    @ConditionalOnBean(Ingest.class)
    ApiRoutes analyticsEventRoutes(Ingest ingest, ApiSettings settings) {
        return new EventRoutes(ingest, settings);
    }

    @Bean
    @ConditionalOnBean(Ingest.class)
    ApiRoutes analyticsIdentifyRoutes(Ingest ingest) {
        return new IdentifyRoutes(ingest);
    }

    @Bean
    @ConditionalOnBean(ImportUploads.class)
    ApiRoutes analyticsImportRoutes(ImportUploads uploads, ImportFormats formats) {
        return new ImportRoutes(uploads, formats);
    }

    @Bean
    @ConditionalOnBean(Persons.class)
    ApiRoutes analyticsPersonRoutes(Persons persons, Timelines timelines) {
        return new PersonRoutes(persons, timelines);
    }

    @Bean
    @ConditionalOnBean(Ingest.class)
    ApiRoutes analyticsTenantEventRoutes(Ingest ingest, Doorkeeper doorkeeper) {
        return new TenantEventRoutes(ingest, doorkeeper);
    }

    @Bean
    @ConditionalOnBean(TenantAdmin.class)
    ApiRoutes analyticsTenantRoutes(TenantAdmin admin) {
        return new TenantRoutes(admin);
    }

    @Bean
    @ConditionalOnBean(TenantAdmin.class)
    ApiRoutes analyticsAppRoutes(TenantAdmin admin) {
        return new AppRoutes(admin);
    }

    @Bean
    @ConditionalOnBean(TenantAdmin.class)
    ApiRoutes analyticsKeyRoutes(TenantAdmin admin) {
        return new KeyRoutes(admin);
    }

    @Bean
    @ConditionalOnBean(EventDefinitions.class)
    ApiRoutes analyticsEventDefinitionRoutes(EventDefinitions definitions) {
        return new EventDefinitionRoutes(definitions);
    }

    @Bean
    @ConditionalOnBean(FunnelReports.class)
    ApiRoutes analyticsFunnelRoutes(Funnels funnels, FunnelReports reports) {
        return new FunnelRoutes(funnels, reports);
    }

    @Bean
    @ConditionalOnBean(SegmentReports.class)
    ApiRoutes analyticsSegmentRoutes(Segments segments, SegmentReports reports) {
        return new SegmentRoutes(segments, reports, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(TrendReports.class)
    ApiRoutes analyticsReportRoutes(TrendReports trends, RetentionReports retention, JourneyReports journeys) {
        return new ReportRoutes(trends, retention, journeys, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(SeriesReports.class)
    ApiRoutes analyticsTrendRoutes(SeriesReports series) {
        return new TrendRoutes(series, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(FlowReports.class)
    ApiRoutes analyticsFlowRoutes(FlowReports flows) {
        return new FlowRoutes(flows, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(LifecycleReports.class)
    ApiRoutes analyticsLifecycleRoutes(LifecycleReports lifecycle) {
        return new LifecycleRoutes(lifecycle, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(SessionReports.class)
    ApiRoutes analyticsSessionRoutes(SessionReports sessions) {
        return new SessionRoutes(sessions, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(WebReports.class)
    ApiRoutes analyticsWebRoutes(SessionReports sessions, WebReports web) {
        return new WebRoutes(sessions, web, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(ExperimentReports.class)
    ApiRoutes analyticsExperimentRoutes(ExperimentCatalog catalog, Experiments experiments, ExperimentReports reports) {
        return new ExperimentRoutes(catalog, experiments, reports);
    }

    @Bean
    @ConditionalOnBean(ExperimentReports.class)
    ApiRoutes analyticsExperimentLifeRoutes(ExperimentCatalog catalog, ChangePreviews previews) {
        return new ExperimentLifeRoutes(catalog, previews);
    }
}
