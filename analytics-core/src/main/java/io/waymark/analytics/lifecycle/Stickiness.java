/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.lifecycle.StickinessReport.ActiveDays;
import io.waymark.analytics.lifecycle.StickinessReport.Point;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Counts stickiness.
 *
 * <ol>
 *   <li>Of each person every active day is a row with its gap: how many days until the next active one, at most a month.
 *   <li>Such a row is the latest active day of the person for as many days as its gap is long. So it counts once in each
 *       of the next months that include it and no later active day: a person is never counted twice.
 * </ol>
 */
final class Stickiness {

    private static final int MONTH = 30;
    private static final int WEEK = 7;

    private static final String GAPS = """
            select bucket, gap, count(*) as users
            from (
              select bucket, least(coalesce(
                lead(bucket) over (partition by person_id order by bucket) - bucket, %s), %s) as gap
              from (%s) a
            ) d
            group by bucket, gap
            """;

    private static final String DAYS = """
            select days, count(*) as users from (select person_id, count(*) as days from (%s) a group by person_id) p
            group by days
            order by days
            """;

    private final AnalyticsDatabase database;
    private final ActivePeople people;
    private final StickinessQuery query;
    private final Instant now;

    Stickiness(AnalyticsDatabase database, ActivePeople people, StickinessQuery query, Instant now) {
        this.database = database;
        this.people = people;
        this.query = query;
        this.now = now;
    }

    StickinessReport report(Period bounds) {
        Instant from = Objects.requireNonNull(bounds.from());
        Instant last = Objects.requireNonNull(bounds.to()).minusMillis(1);
        ZonedDateTime first = CalendarInterval.DAY.startOf(from, query.timezone(), DayOfWeek.MONDAY);
        ZonedDateTime monthBefore = first.toLocalDate().minusDays(MONTH - 1L).atStartOfDay(query.timezone());
        return new StickinessReport(
                query.event(), points(days(monthBefore.toInstant(), last)), histogram(days(first.toInstant(), last)));
    }

    private CalendarBuckets days(Instant first, Instant last) {
        return CalendarBuckets.covering(CalendarInterval.DAY, query.timezone(), DayOfWeek.MONDAY, first, last);
    }

    private List<Point> points(CalendarBuckets days) {
        long[] dau = new long[days.size()];
        long[] wau = new long[days.size()];
        long[] mau = new long[days.size()];
        SqlParameters parameters = new SqlParameters();
        String month = parameters.bind(MONTH);
        String sql = GAPS.formatted(month, month, active(days, parameters));
        database.sql(sql).params(parameters.values()).query(row -> {
            int day = row.getInt("bucket") - 1;
            int gap = row.getInt("gap");
            long users = row.getLong("users");
            dau[day] += users;
            for (int i = day; i < Math.min(day + gap, days.size()); i++) {
                mau[i] += users;
                wau[i] += i - day < WEEK ? users : 0;
            }
        });
        Instant purgedBefore = people.purgedBefore();
        List<Point> points = new ArrayList<>();
        for (int i = MONTH - 1; i < days.size(); i++) {
            Instant needed = days.starts().get(i - MONTH + 1).toInstant();
            points.add(new Point(
                    days.starts().get(i).toLocalDate(),
                    dau[i],
                    wau[i],
                    mau[i],
                    days.endOf(i).isAfter(now),
                    purgedBefore != null && needed.isBefore(purgedBefore)));
        }
        return points;
    }

    private List<ActiveDays> histogram(CalendarBuckets days) {
        SqlParameters parameters = new SqlParameters();
        String sql = DAYS.formatted(active(days, parameters));
        List<ActiveDays> histogram = new ArrayList<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            int active = row.getInt("days");
            while (histogram.size() < active - 1) {
                histogram.add(new ActiveDays(histogram.size() + 1, 0));
            }
            histogram.add(new ActiveDays(active, row.getLong("users")));
        });
        return histogram;
    }

    private String active(CalendarBuckets days, SqlParameters parameters) {
        Period whole =
                Period.between(days.starts().get(0).toInstant(), days.end().toInstant());
        return people.sql(query.app(), query.event(), query.segment(), whole, days, parameters);
    }
}
