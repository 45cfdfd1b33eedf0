/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.EventPlaces;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of events, one pass for all metrics, one bucket of people per thread. They know no properties. */
final class ColumnEvents implements MetricEvents {

    private final ColumnEngine columns;
    private final EventNames names;

    ColumnEvents(ColumnEngine columns, EventNames names) {
        this.columns = columns;
        this.names = names;
    }

    @Override
    public boolean canAnswer(Metric metric) {
        return metric.property() == null
                && metric.denominatorProperty() == null
                && metric.events().stream().allMatch(event -> event.where().isEmpty());
    }

    @Override
    public Optional<List<MetricData>> read(AppId app, List<Metric> metrics, ExposedPeople people, Frame frame) {
        // At one instant events come in this order: that of the steps helps.
        Set<String> wanted = metrics.stream()
                .sorted(Comparator.comparing(metric -> metric.kind() != MetricKind.FUNNEL))
                .flatMap(metric -> metric.events().stream())
                .map(EventFilter::event)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (wanted.size() > SliceMerge.MAX_PLACES) {
            return Optional.empty();
        }
        Map<String, Integer> ids = names.find(app, wanted);
        List<String> tracked = wanted.stream().filter(ids::containsKey).toList();
        EventPlaces places = new EventPlaces();
        tracked.forEach(name -> places.put(Objects.requireNonNull(ids.get(name)), tracked.indexOf(name)));
        List<List<Use>> uses = tracked.stream().map(name -> uses(name, metrics)).toList();
        Millis range = new Millis(frame.from() - Frame.BEFORE, frame.asOf() + 1);
        List<List<Fold>> folds =
                metrics.stream().<List<Fold>>map(metric -> new ArrayList<>()).toList();
        Optional<Boolean> done = columns.read(app, events -> {
            folds.forEach(List::clear);
            columns.eachBucket(
                    people.buckets().keySet().stream()
                            .mapToInt(Integer::intValue)
                            .toArray(),
                    number -> new Bucket(
                            Objects.requireNonNull(people.buckets().get(number)), spans(events, number, places, range)),
                    bucket -> fold(bucket, frame, metrics, uses, places, range),
                    some -> {
                        for (int i = 0; i < some.size(); i++) {
                            folds.get(i).add(some.get(i));
                        }
                    });
            return true;
        });
        return done.map(answered -> {
            List<MetricData> data = new ArrayList<>();
            for (int i = 0; i < metrics.size(); i++) {
                data.add(MetricData.of(metrics.get(i), frame, folds.get(i)));
            }
            return data;
        });
    }

    private static List<Span> spans(EventColumns events, int bucket, EventPlaces places, Millis range) {
        Set<Integer> ids = places.eventNameIds();
        return ids.isEmpty() ? List.of() : events.spans(bucket, ids, range.from(), range.to());
    }

    private static List<Fold> fold(
            Bucket bucket, Frame frame, List<Metric> metrics, List<List<Use>> uses, EventPlaces places, Millis range) {
        Exposed exposed = bucket.exposed();
        List<Fold> folds =
                metrics.stream().map(metric -> Fold.of(frame, exposed, metric)).toList();
        if (!uses.isEmpty()) {
            new SliceMerge(places, uses.size(), range, Exposed.SIZE, (person, millis, name) -> {
                        if (exposed.variant[person] >= 0) {
                            List<Use> of = uses.get(name);
                            for (int i = 0; i < of.size(); i++) {
                                Use use = of.get(i);
                                folds.get(use.metric()).event(person, millis, use.place(), 1);
                            }
                        }
                    })
                    .run(bucket.spans(), 0);
        }
        return folds;
    }

    /** Where an event name is used; later steps first, so that one event makes one step. */
    private static List<Use> uses(String name, List<Metric> metrics) {
        List<Use> uses = new ArrayList<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            List<EventFilter> events = metrics.get(metric).events();
            for (int place = events.size() - 1; place >= 0; place--) {
                if (events.get(place).event().equals(name)) {
                    uses.add(new Use(metric, place));
                }
            }
        }
        return uses;
    }

    private record Use(int metric, int place) {}

    private record Bucket(Exposed exposed, List<Span> spans) {}
}
