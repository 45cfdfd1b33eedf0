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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The event table, one statement for each metric. Knows all there is, and takes its time. */
final class TableEvents implements MetricEvents {

    private static final int NEVER_TRACKED = -1;
    private static final int AT_ONCE = 10_000;

    private static final String EVENTS = """
            select e.person_id, (extract(epoch from e.occurred_at) * 1000)::bigint, %s
            from {people}.event e
            join (select x.person_id from {people}.experiment_exposure x where x.experiment_id = :experiment
                  group by x.person_id) p on p.person_id = e.person_id
            where (%s) and e.occurred_at >= :from and e.occurred_at <= :as_of
            order by e.person_id, e.occurred_at, case %s end
            """;
    private static final String VALUE = """
            case jsonb_typeof(e.properties -> %1$s::text) when 'number' then (e.properties ->> %1$s::text)::float8 end""";

    private final AnalyticsDatabase database;
    private final EventNames names;
    private final long experimentId;

    TableEvents(AnalyticsDatabase database, EventNames names, long experimentId) {
        this.database = database;
        this.names = names;
        this.experimentId = experimentId;
    }

    @Override
    public boolean canAnswer(Metric metric) {
        return true;
    }

    @Override
    public Optional<List<MetricData>> read(AppId app, List<Metric> metrics, ExposedPeople people, Frame frame) {
        return Optional.of(metrics.stream()
                .map(metric -> MetricData.of(metric, frame, read(app, metric, people, frame)))
                .toList());
    }

    private List<Fold> read(AppId app, Metric metric, ExposedPeople people, Frame frame) {
        Map<String, Integer> ids =
                names.find(app, metric.events().stream().map(EventFilter::event).collect(Collectors.toSet()));
        SqlParameters parameters = new SqlParameters();
        List<String> conditions = metric.events().stream()
                .map(event ->
                        EventConditions.matches(event, ids.getOrDefault(event.event(), NEVER_TRACKED), "e", parameters))
                .toList();
        List<String> columns = new ArrayList<>();
        for (int place = 0; place < conditions.size(); place++) {
            columns.add("case when " + conditions.get(place) + " then "
                    + value(place == 0 ? metric.property() : metric.denominatorProperty(), parameters) + " end");
        }
        List<Fold> folds = new ArrayList<>();
        people.buckets().values().forEach(exposed -> folds.add(Fold.of(frame, exposed, metric)));
        Map<Integer, Fold> byBucket =
                folds.stream().collect(Collectors.toMap(fold -> fold.exposed.bucket, fold -> fold));
        StringBuilder order = new StringBuilder();
        for (int place = 0; place < conditions.size(); place++) {
            order.append(" when ")
                    .append(conditions.get(place))
                    .append(" then ")
                    .append(place);
        }
        database.sql(EVENTS.formatted(String.join(", ", columns), String.join(" or ", conditions), order))
                .params(parameters.values())
                .param("experiment", experimentId)
                .param("from", at(frame.from() - Frame.BEFORE))
                .param("as_of", at(frame.asOf()))
                .withFetchSize(AT_ONCE)
                .query(row -> {
                    int person = row.getInt(1);
                    Fold fold = byBucket.get(person >>> 16);
                    int place = person & (Exposed.SIZE - 1);
                    if (fold == null || !fold.isExposed(place)) {
                        return;
                    }
                    long millis = row.getLong(2);
                    for (int i = conditions.size() - 1; i >= 0; i--) {
                        double value = row.getDouble(3 + i);
                        if (!row.wasNull()) {
                            fold.event(place, millis, i, value);
                        }
                    }
                });
        return folds;
    }

    private static String value(@Nullable String property, SqlParameters parameters) {
        return property == null ? "1.0" : VALUE.formatted(parameters.bind(property));
    }

    private static OffsetDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
