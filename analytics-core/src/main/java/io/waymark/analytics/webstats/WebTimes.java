/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Counts visits over time. For one report. */
final class WebTimes {

    private static final String POINTS = """
        select %s as bucket, count(distinct person_id) as visitors,
               count(*) filter (where event_name_id = %s) as views, count(*) filter (where first) as sessions
        from (%s) e
        group by bucket
        """;

    private final AnalyticsDatabase database;
    private final Collection<Integer> names;
    private final int pageView;
    private final Instant now;
    private final Function<SqlParameters, String> people;

    /** Of people whom a condition on the event {@code e} is true of. */
    WebTimes(
            AnalyticsDatabase database,
            Collection<Integer> names,
            int pageView,
            Instant now,
            Function<SqlParameters, String> people) {
        this.people = people;
        this.database = database;
        this.names = names;
        this.pageView = pageView;
        this.now = now;
    }

    List<WebPoint> points(WebQuery query, CalendarInterval interval, ZoneId timezone, DayOfWeek weekStart) {
        Period bounds = EventBounds.close(database, names, query.period()).orElse(null);
        if (bounds == null) {
            return List.of();
        }
        CalendarBuckets buckets = buckets(bounds, interval, timezone, weekStart);
        Map<Integer, long[]> counts = counts(query, buckets);
        return points(
                buckets,
                i -> counts.getOrDefault(i + 1, new long[3]),
                now,
                new Watermarks(database).read(Watermarks.PURGED_BEFORE));
    }

    /** The intervals of a period with both bounds. */
    static CalendarBuckets buckets(Period bounds, CalendarInterval interval, ZoneId timezone, DayOfWeek weekStart) {
        return CalendarBuckets.covering(
                interval, timezone, weekStart, start(bounds), end(bounds).minusMillis(1));
    }

    /**
     * The points that have some counts: people, views and sessions of each interval, from 0.
     *
     * @param missingBefore events before this instant are not all there; {@code null} if all are
     */
    static List<WebPoint> points(
            CalendarBuckets buckets, IntFunction<long[]> counts, Instant now, @Nullable Instant missingBefore) {
        List<WebPoint> points = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            long[] count = counts.apply(i);
            points.add(new WebPoint(
                    buckets.starts().get(i),
                    count[0],
                    count[1],
                    count[2],
                    !buckets.endOf(i).isAfter(now),
                    missingBefore != null && buckets.starts().get(i).toInstant().isBefore(missingBefore)));
        }
        return points;
    }

    private Map<Integer, long[]> counts(WebQuery query, CalendarBuckets buckets) {
        SqlParameters parameters = new SqlParameters();
        String sql = POINTS.formatted(
                buckets.indexOf("occurred_at", parameters),
                parameters.bind(pageView),
                Sessions.cut(
                        database,
                        names,
                        query.period(),
                        query.sessionGap(),
                        null,
                        people.apply(parameters),
                        parameters));
        Map<Integer, long[]> counts = new HashMap<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            counts.put(
                    row.getInt("bucket"),
                    new long[] {row.getLong("visitors"), row.getLong("views"), row.getLong("sessions")});
        });
        return counts;
    }

    private static Instant start(Period bounded) {
        return Objects.requireNonNull(bounded.from());
    }

    private static Instant end(Period bounded) {
        return Objects.requireNonNull(bounded.to());
    }
}
