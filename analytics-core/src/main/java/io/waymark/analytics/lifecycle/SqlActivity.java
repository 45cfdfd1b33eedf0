/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts in the event table.
 *
 * <ol>
 *   <li>Of each person every interval with an event is a row, next to the interval before in which the person was active:
 *       none makes them new, the one just before returning, any other resurrecting.
 *   <li>Next to the interval after, it is a row with its gap: how long until the person is active again. An active day
 *       counts for itself and for the days after, as far as the gap and the window reach.
 * </ol>
 */
final class SqlActivity implements Activity {

    private static final String PURGED_BEFORE = """
            select reached_at from {schema}.watermark where name = 'purged_before'
            """;

    // Somebody's first event of a name is kept when the events themselves are purged.
    private static final String ACTIVE = """
            select person_id, bucket
            from (
              select e.person_id, %1$s as bucket from {people}.event e where %2$s
              union all
              select f.person_id, %3$s as bucket from {people}.first_event f where %4$s
            ) a
            where %5$s
            group by person_id, bucket
            """;

    private static final String COUNTS = """
            select bucket, count(*) as active, count(*) filter (where before is null) as fresh,
                   count(*) filter (where before = bucket - 1) as returning
            from (
              select person_id, bucket, lag(bucket) over (partition by person_id order by bucket) as before
              from (%s) a
            ) p
            where bucket > 0
            group by bucket
            """;

    private static final String GAPS = """
            select bucket, gap, count(*) as users
            from (
              select bucket, least(coalesce(lead(bucket) over (partition by person_id order by bucket) - bucket, %s), %s) as gap
              from (%s) a
            ) g
            group by bucket, gap
            """;

    private static final String DAYS = """
            select days, count(*) as users from (select person_id, count(*) as days from (%s) a group by person_id) p
            group by days
            order by days
            """;

    private static final String PEOPLE = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from (
              select person_id, max(case when bucket < %1$s then bucket end) as before, bool_or(bucket = %1$s) as active
              from (%2$s) a
              where bucket <= %1$s
              group by person_id
            ) p
            join {schema}.distinct_id d on d.person_id = p.person_id
            where %3$s
            group by d.person_id
            order by 1
            limit %4$s
            """;

    private final AnalyticsDatabase database;
    private final Segments segments;
    private final AppId app;
    private final Set<Integer> names;
    private final @Nullable String segment;

    SqlActivity(
            AnalyticsDatabase database, Segments segments, AppId app, Set<Integer> names, @Nullable String segment) {
        this.database = database;
        this.segments = segments;
        this.app = app;
        this.names = names;
        this.segment = segment;
    }

    @Override
    public Optional<Period> close(Period range) {
        return EventBounds.close(database, names, range);
    }

    @Override
    public @Nullable Instant missingBefore() {
        return database.sql(PURGED_BEFORE)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    @Override
    public Counts count(CalendarBuckets intervals) {
        int size = intervals.size();
        Counts counts = new Counts(new long[size], new long[size], new long[size]);
        SqlParameters parameters = new SqlParameters();
        String sql = COUNTS.formatted(active(upToTheEnd(intervals), intervals, parameters));
        database.sql(sql).params(parameters.values()).query(row -> {
            int place = row.getInt("bucket") - 1;
            counts.active()[place] = row.getLong("active");
            counts.fresh()[place] = row.getLong("fresh");
            counts.returning()[place] = row.getLong("returning");
        });
        return counts;
    }

    @Override
    public long[][] trailing(CalendarBuckets days, int... lengths) {
        long[][] counts = new long[lengths.length][days.size()];
        SqlParameters parameters = new SqlParameters();
        String longest = parameters.bind(Arrays.stream(lengths).max().orElse(1));
        String sql = GAPS.formatted(longest, longest, active(whole(days), days, parameters));
        database.sql(sql).params(parameters.values()).query(row -> {
            int day = row.getInt("bucket") - 1;
            int gap = row.getInt("gap");
            long users = row.getLong("users");
            for (int length = 0; length < lengths.length; length++) {
                int end = Math.min(day + Math.min(gap, lengths[length]), days.size());
                for (int i = day; i < end; i++) {
                    counts[length][i] += users;
                }
            }
        });
        return counts;
    }

    @Override
    public List<Long> perActiveDays(CalendarBuckets days) {
        SqlParameters parameters = new SqlParameters();
        String sql = DAYS.formatted(active(whole(days), days, parameters));
        List<Long> people = new ArrayList<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            while (people.size() < row.getInt("days") - 1) {
                people.add(0L);
            }
            people.add(row.getLong("users"));
        });
        return people;
    }

    @Override
    public List<String> people(CalendarBuckets intervals, int place, @Nullable LifecycleState state, int limit) {
        SqlParameters parameters = new SqlParameters();
        String bucket = parameters.bind(place + 1);
        String sql = PEOPLE.formatted(
                bucket,
                active(upToTheEnd(intervals), intervals, parameters),
                condition(state, bucket),
                parameters.bind(limit));
        return database.sql(sql).params(parameters.values()).query(String.class).list();
    }

    private static String condition(@Nullable LifecycleState state, String bucket) {
        if (state == null) {
            return "active";
        }
        return switch (state) {
            case NEW -> "active and before is null";
            case RETURNING -> "active and before = " + bucket + " - 1";
            case RESURRECTING -> "active and before < " + bucket + " - 1";
            case DORMANT -> "not active and before = " + bucket + " - 1";
        };
    }

    private static Period upToTheEnd(CalendarBuckets intervals) {
        return new Period(null, intervals.end().toInstant());
    }

    private static Period whole(CalendarBuckets intervals) {
        return Period.between(
                intervals.starts().get(0).toInstant(), intervals.end().toInstant());
    }

    /** One row per person and interval, its place from 1, with 0 for whatever came before the first. */
    private String active(Period period, CalendarBuckets intervals, SqlParameters parameters) {
        return ACTIVE.formatted(
                intervals.indexOf("e.occurred_at", parameters),
                EventScan.of(names, period, "e", parameters),
                intervals.indexOf("f.occurred_at", parameters),
                EventScan.of(names, period, "f", parameters),
                segment == null ? "true" : "person_id in (" + segments.personsOf(app, segment, parameters) + ")");
    }
}
