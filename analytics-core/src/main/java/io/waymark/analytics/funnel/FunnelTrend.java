/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds conversion up by day of entry. Not safe for use by several threads. */
final class FunnelTrend {

    private static final int MOST_DAYS = 92;

    private final FunnelQuery query;
    private final SortedMap<LocalDate, long[]> days = new TreeMap<>();

    FunnelTrend(FunnelQuery query) {
        this.query = query;
    }

    void add(long[] attempt) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(attempt[0]), query.timezone());
        long[] counts = days.computeIfAbsent(day, key -> new long[2]);
        counts[0]++;
        if (attempt.length == query.definition().steps().size()) {
            counts[1]++;
        }
    }

    void add(FunnelTrend others) {
        others.days.forEach((day, some) -> {
            long[] counts = days.computeIfAbsent(day, key -> new long[2]);
            counts[0] += some[0];
            counts[1] += some[1];
        });
    }

    /** The points: by day, or by week where there would be too many. */
    List<FunnelReport.TrendPoint> points(Instant now) {
        if (days.isEmpty()) {
            return List.of();
        }
        int length = ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) < MOST_DAYS ? 1 : 7;
        SortedMap<LocalDate, long[]> starts = length == 1 ? days : weeks();
        List<FunnelReport.TrendPoint> points = new ArrayList<>();
        starts.forEach((start, counts) -> points.add(new FunnelReport.TrendPoint(
                start, length, counts[0], counts[1], isComplete(start.plusDays(length), now))));
        return points;
    }

    private SortedMap<LocalDate, long[]> weeks() {
        SortedMap<LocalDate, long[]> weeks = new TreeMap<>();
        days.forEach((day, counts) -> {
            long[] sum = weeks.computeIfAbsent(
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), key -> new long[2]);
            sum[0] += counts[0];
            sum[1] += counts[1];
        });
        return weeks;
    }

    private boolean isComplete(LocalDate end, Instant now) {
        ZoneId zone = query.timezone();
        Instant last = end.atStartOfDay(zone).toInstant();
        Instant to = query.period().to();
        if (to != null && to.isBefore(last)) {
            last = to;
        }
        return last.plus(FunnelWindows.longest(query.definition())).isBefore(now);
    }
}
