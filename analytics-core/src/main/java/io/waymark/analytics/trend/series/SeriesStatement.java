/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.SqlParameters;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements behind series. A series has a place: from 1 the values of the breakdown, then all others, then the
 * events without the property.
 */
final class SeriesStatement {

    private static final String TOP = """
            select value, count(*) as times
            from (
              select e.properties ->> %s::text collate "C" as value from {people}.event e where %s
            ) v
            where value is not null
            group by value
            order by times desc, value
            limit %s
            """;

    private static final String EVENTS = """
            select e.person_id, %s as bucket, %s as place, %s as number from {people}.event e where %s
            """;

    private static final String POINTS = "select bucket, place, %s as value from (%s) e group by bucket, place";
    private static final String TOTALS = "select place, %s as value from (%s) e group by place";

    private final SeriesQuery query;
    private final Period period;
    private final Collection<Integer> eventNameIds;
    private final Segments segments;
    private final SqlParameters parameters = new SqlParameters();

    SeriesStatement(SeriesQuery query, Period period, Collection<Integer> eventNameIds, Segments segments) {
        this.query = query;
        this.period = period;
        this.eventNameIds = eventNameIds;
        this.segments = segments;
    }

    SqlParameters parameters() {
        return parameters;
    }

    String top(String breakdown, int limit) {
        return TOP.formatted(parameters.bind(breakdown), events(), parameters.bind(limit));
    }

    String points(CalendarBuckets buckets, List<String> values) {
        return POINTS.formatted(query.measure().sql(), rows(buckets.indexOf("e.occurred_at", parameters), values));
    }

    String totals(List<String> values) {
        return TOTALS.formatted(query.measure().sql(), rows("0", values));
    }

    private String rows(String bucket, List<String> values) {
        return EVENTS.formatted(bucket, place(query.breakdown(), values), number(query.property()), events());
    }

    private String place(@Nullable String breakdown, List<String> values) {
        if (breakdown == null) {
            return "1";
        }
        String value = "(e.properties ->> " + parameters.bind(breakdown) + "::text)";
        return "case when " + value + " is null then " + (values.size() + 2) + " else coalesce(array_position("
                + parameters.bind(values.toArray(String[]::new)) + "::text[], " + value + "), " + (values.size() + 1)
                + ") end";
    }

    /** What a double cannot hold is left out. */
    private String number(@Nullable String property) {
        if (property == null) {
            return "null";
        }
        String json = "(e.properties -> " + parameters.bind(property) + "::text)";
        return "case jsonb_typeof(" + json + ") when 'number' then case when " + json + "::numeric = 0 or abs(" + json
                + "::numeric) between 1e-300 and 1e300 then " + json + "::numeric end end";
    }

    private String events() {
        String events = EventScan.of(eventNameIds, period, "e", parameters) + " and "
                + EventConditions.all(query.where(), "e.properties", parameters);
        String segment = query.segment();
        return segment == null
                ? events
                : events + " and e.person_id in (" + segments.personsOf(query.app(), segment, parameters) + ")";
    }
}
