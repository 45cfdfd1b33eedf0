/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures a metric apart for the people of each value of a property, by one pass over the events:
 *
 * <ol>
 *   <li>Each person has the value that {@link PropertyReader} finds; the 20 values of most people are told apart.
 *   <li>In place of their phase, people get a number made of the place of their value and their phase.
 *   <li>The metric is measured as usual, with one day for all of the experiment's time.
 *   <li>The sums are taken apart by that number, so that each part has the phases that there are.
 * </ol>
 *
 * <p>Safe for use by many threads.
 */
public final class PartMeter {

    private static final int MOST_VALUES = 20;

    private final AnalyticsDatabase database;
    private final Meter meter;
    private final PropertyReader properties;

    /**
     * Reads exposures and events.
     *
     * @param database where they are
     * @param names the dictionary of event names
     * @param meter measures what is taken apart
     */
    public PartMeter(AnalyticsDatabase database, EventNames names, Meter meter) {
        this.database = database;
        this.meter = meter;
        this.properties = new PropertyReader(database, names);
    }

    /**
     * Measures.
     *
     * @param experiment a started experiment
     * @param metric what to measure
     * @param property the property that divides people
     * @param start when it started
     * @param asOf the time of the report
     * @return a part for each value, that of most people first, then the rest, then people without it; empty ones left out
     */
    public List<Part> measure(Experiment experiment, Metric metric, String property, Instant start, Instant asOf) {
        return database.report(() -> {
            Frame frame = meter.frame(experiment, start, asOf).asOneDay();
            ExposedPeople people = meter.exposed(experiment, frame);
            Map<Integer, String> values = properties.values(experiment, property, start, asOf, people.memory());
            List<String> listed = mostOf(people, values);
            int phases = frame.phases().size();
            boolean[] found = divide(people, values, listed, phases);
            MetricData data = meter.read(
                            experiment, List.of(metric), people, frame.withPhases((listed.size() + 2) * phases))
                    .get(0);
            List<Part> parts = new ArrayList<>();
            for (int place = 0; place < found.length; place++) {
                if (found[place]) {
                    parts.add(new Part(
                            place < listed.size()
                                    ? Part.Kind.VALUE
                                    : place == listed.size() ? Part.Kind.OTHER : Part.Kind.NONE,
                            place < listed.size() ? listed.get(place) : place == listed.size() ? "Other" : "(none)",
                            new Measurements(frame, List.of(data.ofPhases(frame, place * phases)), 0, null)));
                }
            }
            return parts;
        });
    }

    /**
     * Properties that may divide people.
     *
     * @param experiment a started experiment
     * @param start when it started
     * @param asOf the time of the report
     * @return the names of those that are known of the latest people exposed, most common first
     */
    public List<String> properties(Experiment experiment, Instant start, Instant asOf) {
        return database.report(() -> properties.names(experiment, start, asOf));
    }

    private static List<String> mostOf(ExposedPeople people, Map<Integer, String> values) {
        Map<String, Integer> counts = new HashMap<>();
        people.buckets()
                .values()
                .forEach(bucket -> bucket.numbers().forEach(person -> {
                    String value = values.get(person);
                    if (value != null) {
                        counts.merge(value, 1, Integer::sum);
                    }
                }));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Numbers people by value and phase; says which values anybody has. */
    private static boolean[] divide(
            ExposedPeople people, Map<Integer, String> values, List<String> listed, int phases) {
        Map<String, Integer> places = new HashMap<>();
        IntStream.range(0, listed.size()).forEach(place -> places.put(listed.get(place), place));
        boolean[] found = new boolean[listed.size() + 2];
        people.divide((person, phase) -> {
            String value = values.get(person);
            int place = value == null ? listed.size() + 1 : places.getOrDefault(value, listed.size());
            found[place] = true;
            return place * phases + phase;
        });
        return found;
    }
}
