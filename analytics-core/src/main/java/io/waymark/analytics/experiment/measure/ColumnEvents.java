/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of events, one pass for all metrics, one bucket of people per thread. */
final class ColumnEvents {

    private final ColumnEngine columns;
    private final EventNames names;

    ColumnEvents(ColumnEngine columns, EventNames names) {
        this.columns = columns;
        this.names = names;
    }

    /** What came of each metric, in their order; empty if columns cannot answer all of them now. */
    Optional<List<MetricData>> read(AppId app, List<Metric> metrics, ExposedPeople people, Frame frame) {
        Map<String, Integer> ids = names.find(
                app,
                metrics.stream()
                        .flatMap(metric -> metric.events().stream())
                        .map(EventFilter::event)
                        .collect(Collectors.toSet()));
        Millis range = new Millis(frame.from() - Frame.BEFORE, frame.asOf() + 1);
        EventUses uses = EventUses.of(metrics, ids, range.from(), range.to());
        return uses == null
                ? Optional.empty()
                : columns.read(app, uses.needed(), events -> read(events, metrics, uses, people, frame, range));
    }

    private List<MetricData> read(
            EventColumns events,
            List<Metric> metrics,
            EventUses uses,
            ExposedPeople people,
            Frame frame,
            Millis range) {
        List<GatheredFolds> gathered = metrics.stream()
                .map(metric -> new GatheredFolds(metric, frame, people.memory()))
                .toList();
        Set<Integer> ids = uses.places().eventNameIds();
        columns.eachBucket(
                events,
                people.buckets().keySet().stream().mapToInt(Integer::intValue).toArray(),
                number -> new Bucket(
                        Objects.requireNonNull(people.buckets().get(number)),
                        ids.isEmpty() ? List.of() : events.spans(number, ids, range.from(), range.to())),
                bucket -> {
                    List<Fold> folds = fold(bucket, frame, metrics, uses, range);
                    people.memory().accept(bytes(folds));
                    return folds;
                },
                folds -> {
                    for (int i = 0; i < folds.size(); i++) {
                        gathered.get(i).add(folds.get(i));
                    }
                    people.memory().accept(-bytes(folds));
                });
        return gathered.stream().map(GatheredFolds::data).toList();
    }

    private static long bytes(List<Fold> folds) {
        return folds.stream().mapToLong(Fold::bytes).sum();
    }

    private static List<Fold> fold(Bucket bucket, Frame frame, List<Metric> metrics, EventUses uses, Millis range) {
        Exposed exposed = bucket.exposed();
        List<Fold> folds =
                metrics.stream().map(metric -> Fold.of(frame, exposed, metric)).toList();
        if (!bucket.spans().isEmpty()) {
            EventsToFolds events = new EventsToFolds(exposed, folds, uses.uses());
            new SliceMerge(uses.places(), uses.uses().size(), range, Exposed.BUCKET_SIZE, events)
                    .run(bucket.spans(), 0);
            events.end();
        }
        folds.forEach(Fold::finish);
        return folds;
    }

    private record Bucket(Exposed exposed, List<Span> spans) {}
}
