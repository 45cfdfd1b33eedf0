/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The event table, one statement for each metric. Knows all there is, and takes its time. */
final class TableEvents {

    private static final int NEVER_TRACKED = -1;
    private static final int AT_ONCE = 10_000;
    /** Of more people the events of everybody are read, and most left aside. */
    private static final int MOST_NAMED = 100_000;

    private static final String EVENTS = """
            select e.person_id, (extract(epoch from e.occurred_at) * 1000)::bigint, %s
            from {people}.event e
            where (%s) and e.occurred_at >= :from and e.occurred_at <= :as_of
              and (:everybody or e.person_id = any(:people::int[]))
            order by e.person_id, e.occurred_at, case %s end
            """;
    private static final String VALUE = """
            case jsonb_typeof(e.properties -> %1$s::text) when 'number' then (e.properties ->> %1$s::text)::float8 end""";

    private final AnalyticsDatabase database;
    private final EventNames names;

    TableEvents(AnalyticsDatabase database, EventNames names) {
        this.database = database;
        this.names = names;
    }

    /** What came of each metric, in their order. */
    List<MetricData> read(AppId app, List<Metric> metrics, ExposedPeople people, Frame frame) {
        return metrics.stream().map(metric -> read(app, metric, people, frame)).toList();
    }

    private MetricData read(AppId app, Metric metric, ExposedPeople people, Frame frame) {
        Map<String, Integer> ids =
                names.find(app, metric.events().stream().map(EventFilter::event).collect(Collectors.toSet()));
        SqlParameters parameters = new SqlParameters();
        List<String> conditions = metric.events().stream()
                .map(event ->
                        EventConditions.matches(event, ids.getOrDefault(event.event(), NEVER_TRACKED), "e", parameters))
                .toList();
        List<String> columns = new ArrayList<>();
        for (int place = 0; place < conditions.size(); place++) {
            columns.add("case when " + conditions.get(place) + " then " + value(metric.property(place), parameters)
                    + " end");
        }
        boolean everybody = people.size() > MOST_NAMED;
        FoldsInOrder folds = new FoldsInOrder(metric, people, frame);
        StringBuilder order = new StringBuilder();
        for (int place = 0; place < conditions.size(); place++) {
            order.append(" when ")
                    .append(conditions.get(place))
                    .append(" then ")
                    .append(place);
        }
        database.sql(EVENTS.formatted(String.join(", ", columns), String.join(" or ", conditions), order))
                .params(parameters.values())
                .param("everybody", everybody)
                .param("people", everybody ? new Integer[0] : exposed(people))
                .param("from", at(frame.from() - Frame.BEFORE))
                .param("as_of", at(frame.asOf()))
                .withFetchSize(AT_ONCE)
                .query(row -> {
                    if (!folds.isExposed(row.getInt(1))) {
                        return;
                    }
                    long millis = row.getLong(2);
                    for (int i = conditions.size() - 1; i >= 0; i--) {
                        double value = row.getDouble(3 + i);
                        if (!row.wasNull()) {
                            folds.event(millis, i, value);
                        }
                    }
                });
        return folds.data();
    }

    private static Integer[] exposed(ExposedPeople people) {
        return people.buckets().values().stream()
                .flatMapToInt(Exposed::numbers)
                .boxed()
                .toArray(Integer[]::new);
    }

    private static String value(@Nullable String property, SqlParameters parameters) {
        return property == null ? "1.0" : VALUE.formatted(parameters.bind(property));
    }

    private static OffsetDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
