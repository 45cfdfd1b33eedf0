/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.trend.EventCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Counts in the event table: events of everybody, or of whom a condition on the event {@code e} is true of. */
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

    private static final String WHO = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from (select e.person_id from {people}.event e where %s group by e.person_id) p
            join {schema}.distinct_id d on d.person_id = p.person_id
            group by d.person_id
            order by 1
            limit %s
            """;

    private static final String PURGED_BEFORE = """
            select reached_at from {schema}.watermark where name = 'purged_before'
            """;

    private final AnalyticsDatabase database;
    private final Function<SqlParameters, String> only;

    SqlEvents(AnalyticsDatabase database) {
        this(database, parameters -> "true");
    }

    SqlEvents(AnalyticsDatabase database, Function<SqlParameters, String> only) {
        this.database = database;
        this.only = only;
    }

    @Override
    public Optional<Instant> missingBefore() {
        return database.sql(PURGED_BEFORE)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public Optional<Instant> sessionsMissingBefore() {
        return missingBefore();
    }

    @Override
    public Map<Integer, Count> counts(Collection<Integer> eventNameIds, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = COUNTS.formatted(scan(eventNameIds, List.of(period), parameters));
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
        String sql =
                POINTS.formatted(points.indexOf("e.occurred_at", parameters), scan(eventNameIds, periods, parameters));
        database.sql(sql).params(parameters.values()).query(row -> {
            counts.add(row.getInt("point") - 1, row.getLong("times"), row.getLong("users"));
        });
    }

    @Override
    public long people(Collection<Integer> eventNameIds, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = PEOPLE.formatted(scan(eventNameIds, List.of(period), parameters));
        return database.sql(sql).params(parameters.values()).query(Long.class).single();
    }

    @Override
    public List<String> who(Collection<Integer> eventNameIds, Period period, int limit) {
        SqlParameters parameters = new SqlParameters();
        String sql = WHO.formatted(scan(eventNameIds, List.of(period), parameters), parameters.bind(limit));
        return database.sql(sql).params(parameters.values()).query(String.class).list();
    }

    @Override
    public SessionFigures sessions(Map<String, Integer> names, Period period, Duration timeout) {
        return Sessions.figures(database, names.values(), period, timeout, null, only);
    }

    private String scan(Collection<Integer> eventNameIds, List<Period> periods, SqlParameters parameters) {
        return EventScan.of(eventNameIds, periods, "e", parameters) + " and " + only.apply(parameters);
    }
}
