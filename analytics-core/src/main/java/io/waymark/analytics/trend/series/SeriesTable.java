/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.trend.series.SeriesReport.Kind;
import io.waymark.analytics.trend.series.SeriesReport.Point;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the figures of series by their place, and gives those without events what nothing measures. */
final class SeriesTable {

    private final SeriesQuery query;
    private final CalendarBuckets buckets;
    private final List<String> values;
    private final @Nullable Double nothing;
    private final Map<Integer, List<@Nullable Double>> points = new TreeMap<>();
    private final Map<Integer, @Nullable Double> totals = new TreeMap<>();

    SeriesTable(SeriesQuery query, CalendarBuckets buckets, List<String> values) {
        this.query = query;
        this.buckets = buckets;
        this.values = values;
        this.nothing = query.measure().isZeroOfNothing() ? Double.valueOf(0) : null;
        int own = query.breakdown() == null ? 1 : values.size();
        for (int place = 1; place <= own; place++) {
            points(place);
            totals.put(place, nothing);
        }
    }

    void add(int place, int bucket, @Nullable Double value) {
        points(place).set(bucket, value);
    }

    void total(int place, @Nullable Double value) {
        totals.put(place, value);
    }

    private List<@Nullable Double> points(int place) {
        return points.computeIfAbsent(
                place, any -> new ArrayList<>(Collections.<@Nullable Double>nCopies(buckets.size(), nothing)));
    }

    List<Series> series(Instant now) {
        List<Series> series = new ArrayList<>();
        points.forEach((place, figures) -> series.add(new Series(
                kind(place),
                kind(place) == Kind.VALUE ? values.get(place - 1) : null,
                totals.get(place),
                points(figures, now))));
        return series;
    }

    private Kind kind(int place) {
        if (query.breakdown() == null) {
            return Kind.ALL;
        }
        return place <= values.size() ? Kind.VALUE : place == values.size() + 1 ? Kind.OTHER : Kind.NONE;
    }

    private List<Point> points(List<@Nullable Double> figures, Instant now) {
        List<Point> made = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            boolean open = buckets.endOf(i).isAfter(now);
            made.add(new Point(buckets.starts().get(i), figures.get(i), open ? null : average(figures, i), open));
        }
        return made;
    }

    private @Nullable Double average(List<@Nullable Double> figures, int last) {
        int first = last - query.movingAverage() + 1;
        if (query.movingAverage() == 1 || first < 0) {
            return null;
        }
        double[] known = figures.subList(first, last + 1).stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double sum = 0;
        for (double value : known) {
            sum += value;
        }
        return known.length == 0 ? null : (Double) (sum / known.length);
    }
}
