/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.report.ExperimentReport.Engine;
import io.waymark.analytics.experiment.report.ExperimentReport.Health;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Computes what experiments have shown, from exposures and raw events, always as of now. Events that have been purged are
 * not counted any more, so conclude an experiment and note its result before that. Safe for use by many threads.
 */
public final class ExperimentReports {

    private final AnalyticsDatabase database;
    private final ExperimentCatalog catalog;
    private final CountReader reader;
    private final Clock clock;

    /**
     * Reads the figures.
     *
     * @param database where they are
     * @param catalog the experiments
     * @param names the dictionary of event names
     * @param clock tells which conversion windows are still open
     */
    public ExperimentReports(AnalyticsDatabase database, ExperimentCatalog catalog, EventNames names, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.reader = new CountReader(database, names);
        this.clock = clock;
    }

    /**
     * What an experiment has shown so far.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @return the report
     * @throws io.waymark.analytics.experiment.ExperimentNotFoundException if there is no such experiment
     */
    public ExperimentReport report(AppId app, String idOrKey) {
        Experiment experiment = catalog.get(app, idOrKey);
        Instant startedAt = experiment.startedAt();
        Instant concludedAt = experiment.concludedAt();
        Instant asOf = concludedAt == null ? clock.instant() : concludedAt;
        Counts counts =
                startedAt == null ? Counts.NONE : database.report(() -> reader.read(experiment, startedAt, asOf));
        long daysRunning = startedAt == null
                ? 0
                : Math.max(0, Duration.between(startedAt, asOf).toDays());

        Figures figures = new Figures(experiment, counts);
        List<VariantResult> variants = figures.variants();
        Engine engine = figures.engine();
        Health health = figures.health();
        return new ExperimentReport(
                experiment,
                variants,
                engine,
                health,
                counts.days(),
                variants.stream().mapToLong(VariantResult::windowOpen).sum(),
                daysRunning,
                AdviceRules.advise(experiment.state(), variants, engine, health, daysRunning),
                asOf);
    }
}
