/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.report.Advice;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentWatchIT {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final ExperimentCatalog catalog = new ExperimentCatalog(database, new ExperimentSettings() {}, clock);
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsOfAdviceThatChangesAndKeepsWhatIsConcluded() {
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder("checkout")
                        .variant("a", 1)
                        .variant("b", 1)
                        .goal("bought")
                        .build(),
                "ada");
        catalog.start(AppId.DEFAULT, "checkout", "ada");
        ExperimentWatch watch = watch(NOW);

        assertThat(watch.run()).isEqualTo(1);
        assertThat(watch.run()).isEqualTo(1);
        assertThat(told).containsExactly("null to " + Advice.Code.NO_DATA);

        catalog.conclude(AppId.DEFAULT, "checkout", null, "ada");
        assertThat(watch.run()).isEqualTo(1);
        assertThat(kept()).as("while windows are open").isZero();
        ExperimentWatch later = watch(NOW.plus(ExperimentDefinition.DEFAULT_CONVERSION_WINDOW));
        assertThat(later.run()).isEqualTo(1);
        assertThat(kept()).isEqualTo(1);
        assertThat(later.run()).isZero();
    }

    private ExperimentWatch watch(Instant now) {
        Clock at = Clock.fixed(now, ZoneOffset.UTC);
        return new ExperimentWatch(
                database,
                new ExperimentReports(database, catalog, new EventNames(database), at),
                List.of(
                        (report, before) -> {
                            throw new IllegalStateException("the chat is away");
                        },
                        (report, before) ->
                                told.add(before + " to " + report.advice().code())),
                null,
                at);
    }

    private int kept() {
        return database.sql("select count(*) from {schema}.experiment_result")
                .query(Integer.class)
                .single();
    }
}
