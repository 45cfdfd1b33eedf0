/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures metrics of the people who saw a variant.
 *
 * <ul>
 *   <li>A person takes part from the first exposure. Who saw more than one variant is left out, and counted.
 *   <li>An event counts from the first exposure on, at the same instant too, to the end of the metric's window, inclusive,
 *       which may lie past the end of the experiment. Without a window it counts until the experiment ends.
 *   <li>What happens after the time of the report is not known.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public final class Meter {

    private static final String ZONE = "select coalesce((select time_zone from {schema}.app where id = :app), 'UTC')";

    private final AnalyticsDatabase database;
    private final EventNames names;
    private final @Nullable ColumnEngine columns;
    private final ExposureReader exposures;

    /**
     * Reads exposures and events.
     *
     * @param database where they are
     * @param names the dictionary of event names
     * @param columns answers faster where it can; null to use the event table for all
     */
    public Meter(AnalyticsDatabase database, EventNames names, @Nullable ColumnEngine columns) {
        this.database = database;
        this.names = names;
        this.columns = columns;
        this.exposures = new ExposureReader(database);
    }

    /**
     * Measures.
     *
     * @param experiment a started experiment
     * @param metrics what to measure, at least one
     * @param start when it started
     * @param asOf the time of the report
     * @return what was measured
     */
    public Measurements measure(Experiment experiment, List<Metric> metrics, Instant start, Instant asOf) {
        return database.report(() -> {
            Frame frame = frame(experiment, start, asOf);
            ExposedPeople people = exposed(experiment, frame);
            return new Measurements(
                    frame,
                    read(experiment, metrics, people, frame),
                    people.several(),
                    people.last() == Long.MIN_VALUE ? null : people.last());
        });
    }

    /** To be called within a report. */
    ExposedPeople exposed(Experiment experiment, Frame frame) {
        return exposures.read(experiment, frame);
    }

    Frame frame(Experiment experiment, Instant start, Instant asOf) {
        Instant end = experiment.concludedAt();
        ZoneId zone = ZoneId.of(database.sql(ZONE)
                .param("app", experiment.app().value())
                .query(String.class)
                .single());
        return Frame.of(
                experiment.definition().variants().stream().map(Variant::key).toList(),
                experiment.phases().stream().map(Experiment.Phase::number).toList(),
                start,
                end == null ? Instant.MAX : end,
                asOf,
                zone);
    }

    /** What columns cannot tell of all metrics at once, they may of some. */
    List<MetricData> read(Experiment experiment, List<Metric> metrics, ExposedPeople people, Frame frame) {
        AppId app = experiment.app();
        TableEvents table = new TableEvents(database, names);
        if (columns == null) {
            return table.read(app, metrics, people, frame);
        }
        ColumnEvents events = new ColumnEvents(columns, names);
        return events.read(app, metrics, people, frame)
                .orElseGet(() -> metrics.stream()
                        .flatMap(metric -> events
                                .read(app, List.of(metric), people, frame)
                                .orElseGet(() -> table.read(app, List.of(metric), people, frame))
                                .stream())
                        .toList());
    }
}
