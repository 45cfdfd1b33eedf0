/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.SqlParameters;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One statement about a retention: {@link #count} or {@link #people}, once. {@link #parameters} are its values. */
final class RetentionStatement {

    // Somebody's first event of a name is kept when the events themselves are purged.
    private static final String EVENTS = """
            select e.person_id, e.occurred_at from {people}.event e where %s
            union all
            select f.person_id, f.occurred_at from {people}.first_event f where %s
            """;

    private static final String FIRST_STARTS = """
            select person_id, started_at, %s as period
            from (select person_id, min(occurred_at) as started_at from (%s) e group by person_id) f
            where %s
            """;

    private static final String RECURRING_STARTS = """
            select person_id, min(occurred_at) as started_at, %s as period
            from (%s) e
            where %s
            group by person_id, period
            """;

    private static final String BY_PERIOD = """
            select person_id, %s as period, max(occurred_at) as returned_at from (%s) e group by person_id, period
            """;

    // Everybody of a cohort has a row without a distance or one per period of return; the first one counts the person.
    private static final String ON = """
            select c.person_id, c.period as cohort, r.period - c.period as distance,
                   row_number() over (partition by c.person_id, c.period) as place
            from (%s) c left join (%s) r
              on r.person_id = c.person_id and r.period >= c.period and r.returned_at >= c.started_at
            """;

    private static final String ON_OR_AFTER = """
            select c.person_id, c.period as cohort, max(r.period) - c.period as distance, 1 as place
            from (%s) c left join (%s) r
              on r.person_id = c.person_id and r.period >= c.period and r.returned_at >= c.started_at
            group by c.person_id, c.period
            """;

    private static final String ROLLING_ON = """
            select person_id, cohort, distance, row_number() over (partition by person_id, cohort) as place
            from (
              select distinct c.person_id, c.period as cohort,
                     floor(extract(epoch from r.occurred_at - c.started_at) / %3$s)::int as distance
              from (%1$s) c left join (%2$s) r on r.person_id = c.person_id and r.occurred_at >= c.started_at
            ) d
            """;

    private static final String ROLLING_ON_OR_AFTER = """
            select c.person_id, c.period as cohort, 1 as place,
                   floor(extract(epoch from max(r.occurred_at) - c.started_at) / %3$s)::int as distance
            from (%1$s) c left join (%2$s) r on r.person_id = c.person_id and r.occurred_at >= c.started_at
            group by c.person_id, c.period, c.started_at
            """;

    private static final String COUNT = """
            select cohort, distance, count(*) as returned, count(*) filter (where place = 1) as users
            from (%s) p
            group by cohort, distance
            """;

    private static final String PEOPLE = """
            select distinct person_id from (%s) p where cohort = %s and %s
            """;

    private final RetentionQuery query;
    private final CalendarBuckets periods;
    private final Collection<Integer> startIds;
    private final Collection<Integer> returnIds;
    private final Segments segments;
    private final SqlParameters parameters = new SqlParameters();

    RetentionStatement(
            RetentionQuery query,
            CalendarBuckets periods,
            Collection<Integer> startIds,
            Collection<Integer> returnIds,
            Segments segments) {
        this.query = query;
        this.periods = periods;
        this.startIds = startIds;
        this.returnIds = returnIds;
        this.segments = segments;
    }

    SqlParameters parameters() {
        return parameters;
    }

    /** {@code cohort, distance, returned, users}; the database numbers cohorts from 1. */
    String count() {
        return COUNT.formatted(returns());
    }

    /** The people of a cell, or of a whole cohort, whose number is given as in Java: from 0. */
    String people(int cohort, @Nullable Integer distance) {
        String returns = returns();
        String cell = distance == null
                ? "true"
                : "distance " + (query.mode() == RetentionMode.ON ? "= " : ">= ") + parameters.bind(distance);
        return PEOPLE.formatted(returns, parameters.bind(cohort + 1), cell);
    }

    private String returns() {
        boolean on = query.mode() == RetentionMode.ON;
        String returns = events(returnIds);
        return query.rolling()
                ? (on ? ROLLING_ON : ROLLING_ON_OR_AFTER)
                        .formatted(starts(), returns, query.length().toSeconds())
                : (on ? ON : ON_OR_AFTER)
                        .formatted(starts(), BY_PERIOD.formatted(periods.indexOf("occurred_at", parameters), returns));
    }

    private String starts() {
        String at = query.recurring() ? "occurred_at" : "started_at";
        return (query.recurring() ? RECURRING_STARTS : FIRST_STARTS)
                .formatted(
                        periods.indexOf(at, parameters),
                        events(startIds),
                        EventScan.within(query.range(), at, parameters) + ofSegment());
    }

    private String ofSegment() {
        String segment = query.segment();
        return segment == null
                ? ""
                : " and person_id in (" + segments.personsOf(query.app(), segment, parameters) + ")";
    }

    private String events(Collection<Integer> ids) {
        return EVENTS.formatted(
                EventScan.of(ids, Period.allTime(), "e", parameters),
                EventScan.of(ids, Period.allTime(), "f", parameters));
    }
}
