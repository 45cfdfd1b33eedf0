/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.assign.DefaultExperiments;
import io.waymark.analytics.experiment.assign.ExposureProjection;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.experiment.report.VariantResult;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentIT {

    private static final AppId APP = AppId.DEFAULT;

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final Clock clock = Clock.systemUTC();
    private final ExperimentSettings settings = new ExperimentSettings() {};
    private final ExperimentCatalog catalog = new ExperimentCatalog(database, settings, clock);
    private final IngestPipeline ingest = new IngestPipeline(
            database,
            new WithoutSpool() {},
            IngestExtensions.NONE.projections(new ExposureProjection(database)),
            clock);
    private final DefaultExperiments experiments = new DefaultExperiments(catalog, database, ingest, settings, clock);

    @Test
    void countsWhatPeopleSawAndDid() {
        catalog.create(
                APP,
                ExperimentDefinition.builder("checkout")
                        .variant("small", 1)
                        .variant("big", 1)
                        .goal("order_placed")
                        .build(),
                "ada");
        catalog.start(APP, "checkout", "ada");
        ingest.start();
        experiments.start();
        Map<String, Long> seen = new HashMap<>();
        Map<String, Long> converted = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            String visitor = "visitor-" + i;
            if (i % 10 == 0) {
                // Ordered without having seen anything, or before: no conversion of the experiment.
                order(visitor);
                assertThat(experiments.variant("checkout", visitor, false)).isNotEmpty();
                continue;
            }
            String variant = experiments.variant("checkout", visitor);
            seen.merge(variant, 1L, Long::sum);
            if (i % 3 == 0) {
                order(visitor);
                converted.merge(variant, 1L, Long::sum);
            }
        }
        experiments.stop();
        ingest.stop();

        ExperimentReport report = new ExperimentReports(database, catalog, new EventNames(database), clock)
                .report(APP, "" + catalog.get(APP, "checkout").id());

        for (VariantResult result : report.variants()) {
            assertThat(result.users()).isEqualTo(seen.get(result.variant().key()));
            assertThat(result.conversions())
                    .isEqualTo(converted.get(result.variant().key()));
            assertThat(result.windowOpen()).isEqualTo(result.users() - result.conversions());
        }
        assertThat(database.sql("select count(*) from {schema}.experiment_assignment")
                        .query(Integer.class)
                        .single())
                .isEqualTo(300);
    }

    private void order(String visitor) {
        ingest.enqueue(
                APP,
                Event.builder("order_placed", visitor)
                        .occurredAt(clock.instant())
                        .build());
    }
}
