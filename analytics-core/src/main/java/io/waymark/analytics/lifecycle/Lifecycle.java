/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.lifecycle.LifecycleReport.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lays a lifecycle out. The intervals begin one before the range, so that its first point has a period before it; whoever
 * of the interval before does not return is dormant.
 */
final class Lifecycle {

    private final LifecycleQuery query;
    private final Instant now;

    Lifecycle(LifecycleQuery query, Instant now) {
        this.query = query;
        this.now = now;
    }

    CalendarBuckets intervals(Period bounds) {
        CalendarInterval interval = query.period();
        Instant first = interval.startOf(Objects.requireNonNull(bounds.from()), query.timezone(), query.weekStart())
                .toInstant();
        Instant last = Objects.requireNonNull(bounds.to()).minusMillis(1);
        return CalendarBuckets.covering(interval, query.timezone(), query.weekStart(), first.minusMillis(1), last);
    }

    List<Point> points(Activity activity, Period bounds) {
        CalendarBuckets intervals = intervals(bounds);
        Activity.Counts counts = activity.count(intervals);
        Instant missingBefore = activity.missingBefore();
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < intervals.size(); i++) {
            long returning = counts.returning()[i];
            points.add(new Point(
                    intervals.starts().get(i),
                    counts.fresh()[i],
                    returning,
                    counts.active()[i] - counts.fresh()[i] - returning,
                    counts.active()[i - 1] - returning,
                    intervals.endOf(i).isAfter(now),
                    isMissing(intervals.starts().get(i - 1).toInstant(), missingBefore)));
        }
        return points;
    }

    private static boolean isMissing(Instant start, @Nullable Instant missingBefore) {
        return missingBefore != null && start.isBefore(missingBefore);
    }
}
