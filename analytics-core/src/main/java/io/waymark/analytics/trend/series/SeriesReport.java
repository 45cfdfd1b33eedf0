/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.CalendarInterval;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link SeriesQuery}.
 *
 * @param interval what each point stands for
 * @param series one without a breakdown; with one those of the most frequent values in the period, then all others, then
 *     the events without the property, both only if there are any
 * @param comparison the same series in the other period, of the same values; empty without a comparison
 * @param purged whether raw events of either period have been purged, so that the figures are not exact
 */
public record SeriesReport(CalendarInterval interval, List<Series> series, List<Series> comparison, boolean purged) {

    /** How many values of a breakdown have a series of their own. */
    public static final int MAX_VALUES = 20;

    public SeriesReport {
        series = List.copyOf(series);
        comparison = List.copyOf(comparison);
    }

    /** What a series is of. */
    public enum Kind {
        /** All events. */
        ALL,
        /** One value of the breakdown. */
        VALUE,
        /** The values that have no series of their own. */
        OTHER,
        /** Events that do not carry the property. */
        NONE
    }

    /**
     * A measure over time.
     *
     * @param kind what it is of
     * @param value the value of the breakdown; {@code null} unless it is of one
     * @param total the measure of the whole period, which need not be the sum of the points; {@code null} if it has none
     * @param points the points, in order, none left out
     */
    public record Series(
            Kind kind, @Nullable String value, @Nullable Double total, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A measure of one interval, as far as it lies in the period.
     *
     * @param start its first instant, in the zone of the query; may lie before the period
     * @param value the measure; {@code null} if it has none, as the mean of no number
     * @param movingAverage the mean of the values up to this point; {@code null} if none was asked for, before there are
     *     enough points, and where the interval has not ended
     * @param open whether it has not ended yet
     */
    public record Point(
            ZonedDateTime start,
            @Nullable Double value,
            @Nullable Double movingAverage,
            boolean open) {}
}
