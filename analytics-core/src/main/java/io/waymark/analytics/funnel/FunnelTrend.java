/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds conversion up by day of entry. Not safe for use by several threads. */
final class FunnelTrend {

    private static final int MOST_DAYS = 92;
    private static final long MILLIS_PER_DAY = 86_400_000;

    private final FunnelQuery query;
    private final ZoneRules rules;
    private final int steps;
    private long firstDay;
    private long[] entered = new long[0];
    private long[] converted = new long[0];

    FunnelTrend(FunnelQuery query) {
        this.query = query;
        this.rules = query.timezone().getRules();
        this.steps = query.definition().steps().size();
    }

    void add(long[] attempt) {
        long offset = rules.getOffset(Instant.ofEpochMilli(attempt[0])).getTotalSeconds() * 1000L;
        int place = place(Math.floorDiv(attempt[0] + offset, MILLIS_PER_DAY));
        entered[place]++;
        if (attempt.length == steps) {
            converted[place]++;
        }
    }

    void add(FunnelTrend others) {
        for (int i = 0; i < others.entered.length; i++) {
            if (others.entered[i] > 0) {
                int place = place(others.firstDay + i);
                entered[place] += others.entered[i];
                converted[place] += others.converted[i];
            }
        }
    }

    /** Where a day is counted, counted in days since the epoch. */
    private int place(long day) {
        if (entered.length == 0) {
            firstDay = day;
        }
        long first = Math.min(firstDay, day);
        long last = Math.max(firstDay + entered.length - 1, day);
        if (first < firstDay || last >= firstDay + entered.length) {
            int shift = Math.toIntExact(firstDay - first);
            int size = Math.toIntExact(last - first + 1);
            entered = moved(entered, shift, size);
            converted = moved(converted, shift, size);
            firstDay = first;
        }
        return (int) (day - firstDay);
    }

    private static long[] moved(long[] counts, int shift, int size) {
        long[] moved = new long[size];
        System.arraycopy(counts, 0, moved, shift, counts.length);
        return moved;
    }

    private SortedMap<LocalDate, long[]> days() {
        SortedMap<LocalDate, long[]> days = new TreeMap<>();
        for (int i = 0; i < entered.length; i++) {
            if (entered[i] > 0) {
                days.put(LocalDate.ofEpochDay(firstDay + i), new long[] {entered[i], converted[i]});
            }
        }
        return days;
    }

    private record Parts(int length, SortedMap<LocalDate, long[]> starts) {}

    /** By day, or by week where there would be too many. */
    private Parts parts() {
        SortedMap<LocalDate, long[]> days = days();
        boolean few = days.isEmpty() || ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) < MOST_DAYS;
        return few ? new Parts(1, days) : new Parts(7, weeks(days));
    }

    List<FunnelReport.TrendPoint> points(Instant now) {
        Parts parts = parts();
        List<FunnelReport.TrendPoint> points = new ArrayList<>();
        parts.starts()
                .forEach((start, counts) -> points.add(new FunnelReport.TrendPoint(
                        start,
                        parts.length(),
                        counts[0],
                        counts[1],
                        completeAt(start.plusDays(parts.length())).isBefore(now))));
        return points;
    }

    private SortedMap<LocalDate, long[]> weeks(SortedMap<LocalDate, long[]> days) {
        SortedMap<LocalDate, long[]> weeks = new TreeMap<>();
        days.forEach((day, counts) -> {
            long[] sum = weeks.computeIfAbsent(
                    day.with(TemporalAdjusters.previousOrSame(query.weekStart())), key -> new long[2]);
            sum[0] += counts[0];
            sum[1] += counts[1];
        });
        return weeks;
    }

    /** When the next point is complete that is not yet. */
    Optional<Instant> nextComplete(Instant now) {
        Parts parts = parts();
        return parts.starts().keySet().stream()
                .map(start -> completeAt(start.plusDays(parts.length())))
                .filter(complete -> !complete.isBefore(now))
                .min(Comparator.naturalOrder());
    }

    private Instant completeAt(LocalDate end) {
        ZoneId zone = query.timezone();
        Instant last = end.atStartOfDay(zone).toInstant();
        Instant to = query.period().to();
        if (to != null && to.isBefore(last)) {
            last = to;
        }
        return last.plus(FunnelWindows.longest(query.definition()));
    }
}
