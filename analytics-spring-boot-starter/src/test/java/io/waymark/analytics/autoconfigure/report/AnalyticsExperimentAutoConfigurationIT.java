/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentScheduler;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.assign.ExposureProjection;
import io.waymark.analytics.experiment.assign.LinkedExperiments;
import io.waymark.analytics.experiment.openfeature.ExperimentProvider;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsExperimentAutoConfigurationIT {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsExperimentAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database)
            .withBean(EventNames.class)
            .withBean(Ingest.class, StarterContext.OwnIngest::new);

    @Test
    void runsWhatTheApplicationDeclares() {
        runner.withBean(ExperimentDefinition.class, AnalyticsExperimentAutoConfigurationIT::experiment)
                .run(context -> {
                    assertThat(context.getBean(Experiments.class)
                                    .assign(AppId.DEFAULT, "declared", "ada")
                                    .variant())
                            .isIn("first", "second");
                    assertThat(context.getBean(ExperimentReports.class)
                                    .report(AppId.DEFAULT, "declared")
                                    .variants())
                            .hasSize(2);
                });
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(
                runner,
                ExperimentCatalog.class,
                Experiments.class,
                ExposureProjection.class,
                ExperimentReports.class,
                ExperimentScheduler.class,
                ChangePreviews.class,
                LinkedExperiments.class,
                ExperimentProvider.class);
    }

    @Test
    void doesWithoutOpenFeature() {
        runner.withClassLoader(new FilteredClassLoader("dev.openfeature"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Experiments.class)
                        .doesNotHaveBean("analyticsOpenFeatureProvider"));
    }

    @Test
    void bindsWhatIsConfigured() {
        runner.withPropertyValues(
                        "analytics.experiments.holdout-basis-points=10000",
                        "analytics.experiments.lookup-timeout=5s",
                        "analytics.experiments.listen=true")
                .withBean(ExperimentDefinition.class, AnalyticsExperimentAutoConfigurationIT::experiment)
                .run(context -> assertThat(context.getBean(Experiments.class)
                                .assign(AppId.DEFAULT, "declared", "held-out")
                                .reason())
                        .isEqualTo(Assignment.Reason.HELD_OUT));
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name :
                new String[] {"analytics.enabled", "analytics.ingest.enabled", "analytics.experiments.enabled"}) {
            runner.withPropertyValues(name + "=false")
                    .run(context -> assertThat(context)
                            .doesNotHaveBean(Experiments.class)
                            .doesNotHaveBean(ExperimentCatalog.class)
                            .doesNotHaveBean(ExperimentReports.class)
                            .doesNotHaveBean(ExposureProjection.class));
        }
    }

    private static ExperimentDefinition experiment() {
        return ExperimentDefinition.builder("declared")
                .variant("first", 1)
                .variant("second", 1)
                .goal("bought")
                .startAutomatically()
                .build();
    }
}
