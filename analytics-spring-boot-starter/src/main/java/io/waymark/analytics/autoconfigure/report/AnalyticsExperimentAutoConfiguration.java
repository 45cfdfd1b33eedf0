/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import dev.openfeature.sdk.FeatureProvider;
import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.DeclaredExperiments;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentScheduler;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.assign.DefaultExperiments;
import io.waymark.analytics.experiment.assign.ExposureProjection;
import io.waymark.analytics.experiment.assign.LinkedExperiments;
import io.waymark.analytics.experiment.measure.MetricProperties;
import io.waymark.analytics.experiment.openfeature.ExperimentProvider;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.experiment.watch.ExperimentAlert;
import io.waymark.analytics.experiment.watch.ExperimentWatch;
import io.waymark.analytics.experiment.watch.HarmStop;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.ChangeSignals;
import io.waymark.analytics.track.Ingest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of experiments. They record through ingest, and so are off where that is. They go by the clock of the
 * system, unless there is a {@link Clock} called {@value #CLOCK}, by which a test can let days go by.
 */
@AutoConfiguration(after = {AnalyticsIngestAutoConfiguration.class, AnalyticsReportAutoConfiguration.class})
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.ingest.enabled", "analytics.experiments.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsExperimentProperties.class)
public final class AnalyticsExperimentAutoConfiguration {

    private static final String CLOCK = "analyticsClock";

    private final Clock clock;

    AnalyticsExperimentAutoConfiguration(@Qualifier(CLOCK) ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Bean
    @ConditionalOnMissingBean
    ExperimentCatalog analyticsExperimentCatalog(AnalyticsDatabase database, AnalyticsExperimentProperties settings) {
        return new ExperimentCatalog(database, settings, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    MetricProperties analyticsMetricProperties(ExperimentCatalog catalog) {
        return new MetricProperties(catalog);
    }

    @Bean
    PhasedLifecycle analyticsExperimentCatalogLifecycle(
            ExperimentCatalog catalog, ObjectProvider<ExperimentDefinition> definitions) {
        return new PhasedLifecycle(
                PhasedLifecycle.EXPERIMENTS,
                () -> {
                    new DeclaredExperiments(catalog, definitions.orderedStream().toList()).store(AppId.DEFAULT);
                    catalog.start();
                },
                catalog::stop);
    }

    @Bean
    @ConditionalOnMissingBean
    ExperimentScheduler analyticsExperimentScheduler(
            ExperimentCatalog catalog, AnalyticsExperimentProperties settings) {
        return new ExperimentScheduler(catalog, settings, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ChangePreviews analyticsChangePreviews(AnalyticsDatabase database, ExperimentCatalog catalog) {
        return new ChangePreviews(database, catalog);
    }

    @Bean
    @ConditionalOnMissingBean
    LinkedExperiments analyticsLinkedExperiments(ObjectProvider<Experiments> experiments) {
        return new LinkedExperiments(experiments::getIfAvailable);
    }

    @Bean
    @ConditionalOnMissingBean
    ExposureProjection analyticsExposureProjection(AnalyticsDatabase database) {
        return new ExposureProjection(database);
    }

    @Bean
    @ConditionalOnMissingBean
    ExperimentReports analyticsExperimentReports(
            AnalyticsDatabase database,
            ExperimentCatalog catalog,
            EventNames eventNames,
            ObjectProvider<ColumnEngine> columns) {
        return new ExperimentReports(database, catalog, eventNames, clock, columns.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    HarmStop analyticsHarmStop(ExperimentCatalog catalog) {
        return (report, actor) -> catalog.life()
                .pause(
                        report.experiment().app(),
                        report.experiment().key(),
                        actor,
                        report.advice().code().name());
    }

    @Bean
    @ConditionalOnMissingBean
    ExperimentWatch analyticsExperimentWatch(
            AnalyticsDatabase database,
            ExperimentReports reports,
            ObjectProvider<ExperimentAlert> alerts,
            HarmStop harmStop) {
        return new ExperimentWatch(database, reports, alerts.orderedStream().toList(), harmStop, clock);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.postgresql.PGConnection")
    static class SignalConfiguration {

        @Bean
        PhasedLifecycle analyticsExperimentSignals(
                ExperimentCatalog catalog, AnalyticsDatabase database, AnalyticsExperimentProperties settings) {
            ChangeSignals signals = new ChangeSignals(database, "experiments", catalog::refresh);
            Boolean wanted = settings.getListen();
            boolean listen = wanted == null ? SparePool.isBehind(database.hostDataSource()) : wanted;
            return new PhasedLifecycle(
                    PhasedLifecycle.EXPERIMENTS,
                    () -> {
                        if (listen) {
                            signals.start();
                        }
                    },
                    signals::stop);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FeatureProvider.class)
    static class OpenFeatureConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ExperimentProvider analyticsOpenFeatureProvider(
                ExperimentCatalog catalog, Experiments experiments, Ingest ingest) {
            return new ExperimentProvider(AppId.DEFAULT, catalog, experiments, ingest);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Experiments.class)
    static class AssignmentConfiguration {

        @Bean
        DefaultExperiments analyticsExperiments(
                ExperimentCatalog catalog,
                AnalyticsDatabase database,
                Ingest ingest,
                AnalyticsExperimentProperties settings,
                @Qualifier(CLOCK) ObjectProvider<Clock> clock) {
            return new DefaultExperiments(catalog, database, ingest, settings, clock.getIfAvailable(Clock::systemUTC));
        }

        @Bean
        PhasedLifecycle analyticsExperimentLifecycle(DefaultExperiments experiments) {
            return new PhasedLifecycle(PhasedLifecycle.EXPERIMENTS, experiments::start, experiments::stop);
        }
    }
}
