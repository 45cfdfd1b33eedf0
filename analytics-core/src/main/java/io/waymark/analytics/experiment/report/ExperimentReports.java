/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.measure.Frame;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.measure.Meter;
import io.waymark.analytics.experiment.measure.PartMeter;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.report.ExperimentReport.Engine;
import io.waymark.analytics.experiment.report.ExperimentReport.Health;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes what experiments have shown, from exposures and events, as of now. People who came before an experiment was
 * concluded have until their windows close. From then on its sums are kept, from the first time somebody asks for them or by
 * {@link #freeze}; purging its events does not change them any more. Safe for use by many threads.
 */
public final class ExperimentReports {

    private final AnalyticsDatabase database;
    private final ExperimentCatalog catalog;
    private final Meter meter;
    private final FrozenResults frozen;
    private final Acknowledgements acknowledgements;
    private final Baselines baselines;
    private final Breakdowns breakdowns;
    private final AssignedUnits assignedUnits;
    private final Clock clock;

    /**
     * Reads the figures from the event table.
     *
     * @param database where they are
     * @param catalog the experiments
     * @param names the dictionary of event names
     * @param clock tells which conversion windows are still open
     */
    public ExperimentReports(AnalyticsDatabase database, ExperimentCatalog catalog, EventNames names, Clock clock) {
        this(database, catalog, names, clock, null);
    }

    /**
     * Reads the figures.
     *
     * @param database where they are
     * @param catalog the experiments
     * @param names the dictionary of event names
     * @param clock tells which conversion windows are still open
     * @param columns answers faster where it can; null to use the event table for all
     */
    public ExperimentReports(
            AnalyticsDatabase database,
            ExperimentCatalog catalog,
            EventNames names,
            Clock clock,
            @Nullable ColumnEngine columns) {
        this.database = database;
        this.catalog = catalog;
        this.meter = new Meter(database, names, columns);
        this.frozen = new FrozenResults(database);
        this.acknowledgements = new Acknowledgements(database);
        this.baselines = new Baselines(database, names);
        this.breakdowns = new Breakdowns(new PartMeter(database, names, meter));
        this.assignedUnits = new AssignedUnits(database);
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
        Instant now = clock.instant();
        Instant closedAt = closedAt(experiment);
        if (closedAt == null || now.isBefore(closedAt)) {
            return report(experiment, measure(experiment, now), false);
        }
        Optional<Measurements> kept = frozen.find(experiment);
        if (kept.isPresent()) {
            return report(experiment, kept.get(), true);
        }
        Measurements measured = measure(experiment, closedAt);
        frozen.keep(experiment, measured, now);
        return report(experiment, measured, true);
    }

    /** When nothing can change any more: the windows of all people who came before the conclusion have closed. */
    private static @Nullable Instant closedAt(Experiment experiment) {
        Instant concludedAt = experiment.concludedAt();
        Duration longest = experiment.definition().metrics().stream()
                .map(Metric::reach)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return concludedAt == null ? null : concludedAt.plus(longest);
    }

    /**
     * Keeps what a concluded experiment has shown, if it is not kept yet and all windows have closed.
     *
     * @param app the app
     * @param idOrKey its number or its key
     */
    public void freeze(AppId app, String idOrKey) {
        Experiment experiment = catalog.get(app, idOrKey);
        Instant closedAt = closedAt(experiment);
        if (closedAt != null
                && !clock.instant().isBefore(closedAt)
                && frozen.find(experiment).isEmpty()) {
            frozen.keep(experiment, measure(experiment, closedAt), clock.instant());
        }
    }

    /**
     * Says that somebody knows what is wrong with the data, so that advice goes on as if it were not. Audited.
     *
     * @param app the app
     * @param idOrKey the experiment's number or its key
     * @param actor who says so
     * @param reason what they know
     * @throws io.waymark.analytics.InvalidInputException if nothing is wrong, or without a reason
     */
    public void acknowledge(AppId app, String idOrKey, String actor, String reason) {
        ExperimentReport report = report(app, idOrKey);
        acknowledgements.add(app, report.experiment(), report.health().faults(), actor, reason, clock.instant());
    }

    /**
     * What the app does now, to plan an experiment from.
     *
     * @param app the app
     * @param entry the event of the people who would see it
     * @param definition the experiment, with its goal and window
     * @return what people do without it
     */
    public Baseline baseline(AppId app, String entry, ExperimentDefinition definition) {
        return baselines.of(app, entry, definition.goal(), definition.conversionWindow(), clock.instant());
    }

    /**
     * What a metric has shown of the people with each value of a property, as it was when they first saw their variant: as
     * the exposure event has it, else as their latest event of the 24 hours before that has it. Computed from the events that
     * are there, for a concluded experiment, too.
     *
     * @param app the app
     * @param idOrKey the experiment's number or its key
     * @param property the property
     * @param metric the key of the metric
     * @return the breakdown; without parts if nobody has been exposed
     * @throws io.waymark.analytics.experiment.ExperimentNotFoundException if there is no such experiment
     * @throws io.waymark.analytics.InvalidInputException if it has no such metric, or the property is no name
     */
    public Breakdown breakdown(AppId app, String idOrKey, String property, String metric) {
        Experiment experiment = catalog.get(app, idOrKey);
        return breakdowns.of(experiment, property, metric, asOf(experiment));
    }

    /**
     * Properties that may divide the people of an experiment.
     *
     * @param app the app
     * @param idOrKey the experiment's number or its key
     * @return the names of those that are known of the latest people exposed, most common first; at most 100
     */
    public List<String> properties(AppId app, String idOrKey) {
        Experiment experiment = catalog.get(app, idOrKey);
        return breakdowns.properties(experiment, asOf(experiment));
    }

    private Instant asOf(Experiment experiment) {
        Instant now = clock.instant();
        Instant closedAt = closedAt(experiment);
        return closedAt == null || now.isBefore(closedAt) ? now : closedAt;
    }

    /**
     * The statement that counts people and conversions of all variants, to be run by hand.
     *
     * @param experiment the experiment
     * @return SQL without parameters, with the schema that is in use
     */
    public String countsByHand(Experiment experiment) {
        return CountsByHand.of(experiment, database.tables());
    }

    private Measurements measure(Experiment experiment, Instant asOf) {
        Instant startedAt = experiment.startedAt();
        return meter.measure(experiment, experiment.definition().metrics(), startedAt == null ? asOf : startedAt, asOf);
    }

    private ExperimentReport report(Experiment experiment, Measurements measured, boolean kept) {
        Frame frame = measured.frame();
        Instant asOf = Instant.ofEpochMilli(frame.asOf());
        RunningTime running = RunningTime.of(experiment, database);
        long daysRunning = running.daysBefore(asOf);
        Looks looks = Looks.of(experiment, measured, running);
        List<MetricResult> metrics = new MetricResults(experiment, measured, looks, false).all();
        List<MetricResult> matured = new MetricResults(experiment, measured, looks, true).all();
        Figures figures = new Figures(measured, looks, metrics.get(0));
        Engine engine = figures.engine();
        long assigned = assignedUnits.of(experiment);
        Health health = HealthCheck.of(experiment, measured, assigned, acknowledgements.of(experiment), asOf);
        Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
        for (int i = 1; i < frame.variants().size(); i++) {
            series.put(frame.variants().get(i), figures.series(i));
        }
        List<VariantResult> variants = figures.variants();
        Integer daysLeft = Outlook.daysLeft(measured, looks, running);
        return new ExperimentReport(
                experiment,
                variants,
                engine,
                health,
                figures.days(),
                variants.stream().mapToLong(VariantResult::windowOpen).sum(),
                daysRunning,
                daysLeft,
                new AdviceRules(experiment, metrics, looks, health)
                        .advise(
                                engine,
                                variants.stream()
                                        .mapToLong(VariantResult::users)
                                        .sum(),
                                daysRunning,
                                daysLeft),
                metrics,
                matured,
                series,
                asOf,
                kept);
    }
}
