/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.lifecycle.LifecycleReport.Point;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts a lifecycle.
 *
 * <ol>
 *   <li>The intervals begin one before the range, so that its first point has a period before it.
 *   <li>Of each person every interval with an event is a row, next to the interval before in which the person was active:
 *       none makes them new, the one just before returning, any other resurrecting.
 *   <li>Whoever of the interval before does not return is dormant.
 * </ol>
 */
final class Lifecycle {

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

    private final AnalyticsDatabase database;
    private final ActivePeople people;
    private final LifecycleQuery query;
    private final Instant now;

    Lifecycle(AnalyticsDatabase database, ActivePeople people, LifecycleQuery query, Instant now) {
        this.database = database;
        this.people = people;
        this.query = query;
        this.now = now;
    }

    List<Point> points(Period bounds) {
        CalendarInterval interval = query.period();
        Instant first = interval.startOf(Objects.requireNonNull(bounds.from()), query.timezone(), query.weekStart())
                .toInstant();
        Instant last = Objects.requireNonNull(bounds.to()).minusMillis(1);
        CalendarBuckets buckets =
                CalendarBuckets.covering(interval, query.timezone(), query.weekStart(), first.minusMillis(1), last);
        long[] active = new long[buckets.size()];
        long[] fresh = new long[buckets.size()];
        long[] returning = new long[buckets.size()];
        SqlParameters parameters = new SqlParameters();
        Period upToTheEnd = new Period(null, buckets.end().toInstant());
        String sql = COUNTS.formatted(
                people.sql(query.app(), query.event(), query.segment(), upToTheEnd, buckets, parameters));
        database.sql(sql).params(parameters.values()).query(row -> {
            int place = row.getInt("bucket") - 1;
            active[place] = row.getLong("active");
            fresh[place] = row.getLong("fresh");
            returning[place] = row.getLong("returning");
        });
        Instant purgedBefore = people.purgedBefore();
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < buckets.size(); i++) {
            points.add(new Point(
                    buckets.starts().get(i),
                    fresh[i],
                    returning[i],
                    active[i] - fresh[i] - returning[i],
                    active[i - 1] - returning[i],
                    buckets.endOf(i).isAfter(now),
                    isPurged(buckets.starts().get(i - 1).toInstant(), purgedBefore)));
        }
        return points;
    }

    private static boolean isPurged(Instant start, @Nullable Instant purgedBefore) {
        return purgedBefore != null && start.isBefore(purgedBefore);
    }
}
