/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.trend.EventCounts.Count;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts in the event table. */
final class SqlEvents implements KeptEvents {

    private static final String COUNTS = """
            select event_name_id, sum(times)::bigint as times, count(*) as users, max(last_at) as last_at
            from (
              select e.event_name_id, e.person_id, count(*) as times, max(e.occurred_at) as last_at
              from {people}.event e
              where %s
              group by e.event_name_id, e.person_id
            ) p
            group by event_name_id
            """;

    private static final String LAST_SEEN = """
            select e.event_name_id, max(e.occurred_at) as last_at from {schema}.event e where %s group by e.event_name_id
            """;

    private static final String POINTS = """
            select point, sum(times)::bigint as times, count(*) as users
            from (
              select %s as point, e.person_id, count(*) as times
              from {people}.event e
              where %s
              group by point, e.person_id
            ) p
            group by point
            """;

    private static final String PEOPLE = """
            select count(*) from (select from {people}.event e where %s group by e.person_id) p
            """;

    // A day of somebody's counts for itself and the days after, as far as the window reaches.
    private static final String TRAILING = """
            select d.day + o.days as day, count(distinct d.person_id) as people
            from generate_series(0, %s - 1) as o(days)
            cross join (select %s as day, e.person_id from {people}.event e where %s group by 1, 2) d
            group by 1
            """;

    private final AnalyticsDatabase database;

    SqlEvents(AnalyticsDatabase database) {
        this.database = database;
    }

    @Override
    public Map<Integer, Count> counts(Collection<Integer> eventNameIds, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = COUNTS.formatted(EventScan.of(eventNameIds, period, "e", parameters));
        Map<Integer, Count> counts = new HashMap<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            Instant last = row.getObject("last_at", OffsetDateTime.class).toInstant();
            counts.put(row.getInt("event_name_id"), new Count(row.getLong("times"), row.getLong("users"), last));
        });
        return counts;
    }

    @Override
    public Map<Integer, Instant> lastSeen(Collection<Integer> eventNameIds) {
        SqlParameters parameters = new SqlParameters();
        String sql = LAST_SEEN.formatted(EventScan.of(eventNameIds, Period.allTime(), "e", parameters));
        Map<Integer, Instant> seen = new HashMap<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            seen.put(
                    row.getInt("event_name_id"),
                    row.getObject("last_at", OffsetDateTime.class).toInstant());
        });
        return seen;
    }

    @Override
    public Optional<EventBounds> bounds(Collection<Integer> eventNameIds, Period period) {
        return EventBounds.ofEvents(database, eventNameIds, period);
    }

    @Override
    public void points(Collection<Integer> eventNameIds, CalendarBuckets points, List<Period> periods, Points counts) {
        SqlParameters parameters = new SqlParameters();
        String sql = POINTS.formatted(
                points.indexOf("e.occurred_at", parameters), EventScan.of(eventNameIds, periods, "e", parameters));
        database.sql(sql).params(parameters.values()).query(row -> {
            counts.add(row.getInt("point") - 1, row.getLong("times"), row.getLong("users"));
        });
    }

    @Override
    public long people(Collection<Integer> eventNameIds, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = PEOPLE.formatted(EventScan.of(eventNameIds, period, "e", parameters));
        return database.sql(sql).params(parameters.values()).query(Long.class).single();
    }

    @Override
    public long[][] trailing(Collection<Integer> eventNameIds, CalendarBuckets days, int... lengths) {
        Period period =
                Period.between(days.starts().get(0).toInstant(), days.end().toInstant());
        long[][] counts = new long[lengths.length][days.size()];
        for (int length = 0; length < lengths.length; length++) {
            long[] count = counts[length];
            SqlParameters parameters = new SqlParameters();
            String sql = TRAILING.formatted(
                    lengths[length],
                    days.indexOf("e.occurred_at", parameters),
                    EventScan.of(eventNameIds, period, "e", parameters));
            database.sql(sql).params(parameters.values()).query(row -> {
                int last = row.getInt("day") - 1;
                if (last < count.length) {
                    count[last] = row.getLong("people");
                }
            });
        }
        return counts;
    }
}
