/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link StickinessQuery}.
 *
 * @param event the event name; {@code null} for any event
 * @param points one per day, in order, none left out; none without events
 * @param histogram how many people are active on how many days of the range, from 1 up to the most, none left out
 */
public record StickinessReport(@Nullable String event, List<Point> points, List<ActiveDays> histogram) {

    public StickinessReport {
        points = List.copyOf(points);
        histogram = List.copyOf(histogram);
    }

    /** {@return per cent: the daily over the monthly active people, both summed over the days that are over; null without} */
    public @Nullable Double stickiness() {
        long days = points.stream()
                .filter(point -> !point.open())
                .mapToLong(Point::dau)
                .sum();
        long months = points.stream()
                .filter(point -> !point.open())
                .mapToLong(Point::mau)
                .sum();
        return months == 0 ? null : (Double) (100.0 * days / months);
    }

    /**
     * The people of one day and of the days up to it.
     *
     * @param day the day
     * @param dau how many are active on it
     * @param wau how many are active on it or on one of the 6 days before
     * @param mau how many are active on it or on one of the 29 days before
     * @param open whether the day has not ended yet
     * @param purged whether raw events that it takes to count have been purged, so that the figures are lower bounds
     */
    public record Point(LocalDate day, long dau, long wau, long mau, boolean open, boolean purged) {

        /** {@return daily over monthly active people in per cent; 0 without any} */
        public double stickiness() {
            return mau == 0 ? 0 : 100.0 * dau / mau;
        }
    }

    /**
     * How many people are active on so many days.
     *
     * @param days on how many
     * @param users how many people
     */
    public record ActiveDays(int days, long users) {}
}
