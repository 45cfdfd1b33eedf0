/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.autoconfigure.catalog.AnalyticsCatalogAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsExperimentAutoConfiguration;
import io.waymark.analytics.autoconfigure.report.AnalyticsReportAutoConfiguration;
import io.waymark.analytics.autoconfigure.schema.AnalyticsReportProperties;
import io.waymark.analytics.autoconfigure.track.AnalyticsImportAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsJobAutoConfiguration;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.ui.Dashboard;
import io.waymark.analytics.ui.DashboardServices;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebReports;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Mounts the dashboard below the application's own pages. */
@AutoConfiguration(
        after = {
            AnalyticsCatalogAutoConfiguration.class,
            AnalyticsImportAutoConfiguration.class,
            AnalyticsIngestAutoConfiguration.class,
            AnalyticsJobAutoConfiguration.class,
            AnalyticsReportAutoConfiguration.class,
            AnalyticsExperimentAutoConfiguration.class
        },
        afterName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.ui.enabled"},
        matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({RouterFunction.class, Dashboard.class})
@ConditionalOnBean({Ingest.class, TrendReports.class, Funnels.class})
@EnableConfigurationProperties({
    AnalyticsProperties.class,
    AnalyticsDashboardProperties.class,
    AnalyticsReportProperties.class
})
public final class AnalyticsDashboardAutoConfiguration {

    /** The filter by which Spring Security guards an application, whatever its version. */
    private static final String SECURITY_FILTER = "springSecurityFilterChain";

    private final Clock clock = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    Dashboard analyticsDashboard(
            AnalyticsProperties analytics,
            AnalyticsDashboardProperties properties,
            AnalyticsReportProperties reports,
            DashboardServices services,
            BeanFactory beans,
            Environment environment) {
        String path = properties.getPath() == null ? analytics.getBasePath() : properties.getPath();
        String title = properties.getTitle() == null
                ? environment.getProperty("spring.application.name", "Application")
                : properties.getTitle();
        return new Dashboard(
                new BoundDashboardSettings(properties, new BasePath(path).value(), title, reports.getSessionGap()),
                beans.containsBean(SECURITY_FILTER),
                services,
                clock);
    }

    @Bean
    @ConditionalOnMissingBean
    DashboardWarmUp analyticsDashboardWarmUp(
            Dashboard dashboard, AnalyticsDatabase database, AnalyticsDashboardProperties properties) {
        return new DashboardWarmUp(dashboard, database, properties.getWarmUpInterval(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    DashboardServices analyticsDashboardServices(
            EventNames eventNames,
            EventDefinitions eventDefinitions,
            TrendReports trends,
            SeriesReports series,
            SessionReports sessions,
            WebReports web,
            RetentionReports retention,
            LifecycleReports lifecycle,
            FlowReports flows,
            Funnels funnels,
            FunnelReports funnelReports,
            Segments segments,
            SegmentReports segmentReports,
            ObjectProvider<ExperimentCatalog> experiments,
            ObjectProvider<ExperimentReports> experimentReports,
            ObjectProvider<ChangePreviews> changePreviews,
            ObjectProvider<TenantAdmin> tenants,
            ObjectProvider<Persons> persons,
            ObjectProvider<Timelines> timelines,
            Ingest ingest,
            ObjectProvider<Jobs> jobs,
            ObjectProvider<ImportUploads> imports,
            ObjectProvider<ImportFormats> importFormats,
            ObjectProvider<ChunkStore> chunks) {
        return new DashboardServices(
                eventNames,
                eventDefinitions,
                trends,
                series,
                sessions,
                web,
                retention,
                lifecycle,
                flows,
                funnels,
                funnelReports,
                segments,
                segmentReports,
                experiments.getIfAvailable(),
                experimentReports.getIfAvailable(),
                changePreviews.getIfAvailable(),
                tenants.getIfAvailable(),
                persons.getIfAvailable(),
                timelines.getIfAvailable(),
                ingest,
                jobs.getIfAvailable(),
                imports.getIfAvailable(),
                importFormats.getIfAvailable(),
                chunks.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean(name = "analyticsDashboardRouter")
    RouterFunction<ServerResponse> analyticsDashboardRouter(
            Dashboard dashboard, ObjectProvider<AnalyticsDatabase> databases) {
        AnalyticsDatabase database = databases.getIfAvailable();
        return database == null
                ? dashboard.routes()
                : dashboard
                        .routes()
                        .filter((request, page) -> request.method().equals(HttpMethod.GET)
                                ? database.lookingOnce(() -> page.handle(request))
                                : page.handle(request));
    }
}
