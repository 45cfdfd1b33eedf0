/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.trend.PropertyReport.Numbers;
import io.waymark.analytics.trend.PropertyReport.Property;
import io.waymark.analytics.trend.PropertyReport.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Breaks events down by their properties. */
final class PropertyBreakdown {

    static final int MAX_KEYS = 200;
    static final int MAX_VALUES = 10;

    private static final String VALUES = """
            select key, value, times, users, events, different
            from (
              select key, value, times, users, sum(times) over of_key as events, count(*) over of_key as different,
                     row_number() over (partition by key order by times desc, value) as place
              from (
                select key, value, sum(times)::bigint as times, count(*) as users
                from (
                  select p.key collate "C" as key, p.value collate "C" as value, e.person_id, count(*) as times
                  from {people}.event e cross join lateral jsonb_each_text(e.properties) as p (key, value)
                  where %s and %s and %s and p.value is not null
                  group by 1, 2, 3
                ) of_person
                group by key, value
              ) v
              window of_key as (partition by key)
            ) ranked
            where place <= %s
            order by events desc, key, place
            limit %s
            """;

    // What a double cannot hold is left out.
    private static final String NUMBERS = """
            select key, count(*) as times, min(number) as least, max(number) as greatest,
                   percentile_cont(0.5) within group (order by number) as median,
                   percentile_cont(0.95) within group (order by number) as p95
            from (
              select p.key, case jsonb_typeof(p.value) when 'number' then
                       case when p.value::numeric = 0 or abs(p.value::numeric) between 1e-300 and 1e300
                         then p.value::numeric::float8 end end as number
              from {people}.event e cross join lateral jsonb_each(e.properties) as p (key, value)
              where %s and %s and %s
            ) n
            where number is not null
            group by key
            """;

    private final AnalyticsDatabase database;
    private final Segments segments;

    PropertyBreakdown(AnalyticsDatabase database, Segments segments) {
        this.database = database;
        this.segments = segments;
    }

    PropertyReport report(Collection<Integer> eventNameIds, PropertyQuery query) {
        return new PropertyReport(query.event(), of(eventNameIds, query, null), isPurged(query));
    }

    boolean isPurged(PropertyQuery query) {
        return new Watermarks(database).isPurged(query.period());
    }

    /** Of some properties only; {@code null} for all. */
    List<Property> of(Collection<Integer> eventNameIds, PropertyQuery query, @Nullable Collection<String> keys) {
        if (eventNameIds.isEmpty()) {
            return List.of();
        }
        Map<String, Numbers> numbers = numbers(eventNameIds, query, keys);
        SqlParameters parameters = new SqlParameters();
        String sql = VALUES.formatted(
                EventScan.of(eventNameIds, query.period(), "e", parameters),
                segments.only(query.app(), query.segment(), "e.person_id", parameters),
                among(keys, parameters),
                parameters.bind(MAX_VALUES),
                parameters.bind(MAX_KEYS * MAX_VALUES));
        Map<String, Property> properties = new LinkedHashMap<>();
        Map<String, List<Value>> values = new HashMap<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            String key = row.getString("key");
            List<Value> top = values.computeIfAbsent(key, any -> new ArrayList<>());
            top.add(new Value(row.getString("value"), row.getLong("times"), row.getLong("users")));
            properties.put(
                    key, new Property(key, row.getLong("events"), row.getLong("different"), top, numbers.get(key)));
        });
        return properties.values().stream().limit(MAX_KEYS).toList();
    }

    private static String among(@Nullable Collection<String> keys, SqlParameters parameters) {
        return keys == null ? "true" : "p.key = any(" + parameters.bind(keys.toArray(String[]::new)) + ")";
    }

    private Map<String, Numbers> numbers(
            Collection<Integer> eventNameIds, PropertyQuery query, @Nullable Collection<String> keys) {
        SqlParameters parameters = new SqlParameters();
        String sql = NUMBERS.formatted(
                EventScan.of(eventNameIds, query.period(), "e", parameters),
                segments.only(query.app(), query.segment(), "e.person_id", parameters),
                among(keys, parameters));
        Map<String, Numbers> numbers = new HashMap<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            numbers.put(
                    row.getString("key"),
                    new Numbers(
                            row.getLong("times"),
                            row.getDouble("least"),
                            row.getDouble("median"),
                            row.getDouble("p95"),
                            row.getDouble("greatest")));
        });
        return numbers;
    }
}
