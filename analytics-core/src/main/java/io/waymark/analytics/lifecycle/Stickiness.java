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
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lays stickiness out: the days begin a month before the range, so that each of its days has its month. */
final class Stickiness {

    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private final StickinessQuery query;
    private final Instant now;

    Stickiness(StickinessQuery query, Instant now) {
        this.query = query;
        this.now = now;
    }

    StickinessReport report(Activity activity, Period bounds) {
        Instant from = Objects.requireNonNull(bounds.from());
        Instant last = Objects.requireNonNull(bounds.to()).minusMillis(1);
        ZonedDateTime first = CalendarInterval.DAY.startOf(from, query.timezone(), DayOfWeek.MONDAY);
        ZonedDateTime monthBefore = first.toLocalDate().minusDays(MONTH - 1L).atStartOfDay(query.timezone());
        return new StickinessReport(
                query.event(),
                points(activity, days(monthBefore.toInstant(), last)),
                histogram(activity.perActiveDays(days(first.toInstant(), last))));
    }

    private CalendarBuckets days(Instant first, Instant last) {
        return CalendarBuckets.covering(CalendarInterval.DAY, query.timezone(), DayOfWeek.MONDAY, first, last);
    }

    private List<Point> points(Activity activity, CalendarBuckets days) {
        long[][] active = activity.trailing(days, 1, WEEK, MONTH);
        Instant missingBefore = activity.missingBefore();
        List<Point> points = new ArrayList<>();
        for (int i = MONTH - 1; i < days.size(); i++) {
            Instant needed = days.starts().get(i - MONTH + 1).toInstant();
            points.add(new Point(
                    days.starts().get(i).toLocalDate(),
                    active[0][i],
                    active[1][i],
                    active[2][i],
                    days.endOf(i).isAfter(now),
                    missingBefore != null && needed.isBefore(missingBefore)));
        }
        return points;
    }

    private static List<ActiveDays> histogram(List<Long> people) {
        List<ActiveDays> histogram = new ArrayList<>();
        people.forEach(users -> histogram.add(new ActiveDays(histogram.size() + 1, users)));
        return histogram;
    }
}
