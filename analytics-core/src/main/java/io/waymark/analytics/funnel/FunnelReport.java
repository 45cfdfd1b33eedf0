/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link FunnelQuery}. Every person counts once, by the scored attempt. Medians are continuous: between
 * two values, their middle.
 *
 * @param steps the figures of each step, in order
 * @param medianSeconds median time from the first step to the last, of those who made the last; {@code null} if nobody
 * @param averageSeconds mean of the same; {@code null} if nobody
 * @param breakdown the same figures by the value of the breakdown property: the most frequent values first, then all
 *     others, then people without the property; empty without a breakdown
 * @param timeToConvert how many people took how long from the first step to the last; empty if nobody
 * @param trend conversion by the day or week of entry, in order; only those in which somebody entered
 * @param windowOpen how many people did not make the last step but still can
 * @param purged whether events of the period are not there any more, so that the figures are lower bounds
 */
public record FunnelReport(
        List<Step> steps,
        @Nullable Double medianSeconds,
        @Nullable Double averageSeconds,
        List<Group> breakdown,
        List<Bin> timeToConvert,
        List<TrendPoint> trend,
        long windowOpen,
        boolean purged) {

    public FunnelReport {
        steps = List.copyOf(steps);
        breakdown = List.copyOf(breakdown);
        timeToConvert = List.copyOf(timeToConvert);
        trend = List.copyOf(trend);
    }

    /**
     * The figures of a step.
     *
     * @param step its number, from 1
     * @param event the event name
     * @param users people whose scored attempt made this step
     * @param conversionFromPrev per cent of those who made the step before, 100 at the first; 0 if nobody did
     * @param conversionFromStart per cent of those who made the first step
     * @param dropOff how many made the step before but not this one; 0 at the first
     * @param medianSecondsFromPrev median time from the step before; {@code null} at the first step or if nobody
     * @param averageSecondsFromPrev mean time from the step before; {@code null} at the first step or if nobody
     */
    public record Step(
            int step,
            String event,
            long users,
            double conversionFromPrev,
            double conversionFromStart,
            long dropOff,
            @Nullable Double medianSecondsFromPrev,
            @Nullable Double averageSecondsFromPrev) {}

    /**
     * The people with one value of the breakdown property.
     *
     * @param kind whether this is a value, the rest, or nothing
     * @param value the value as text, or a name for the rest
     * @param steps the figures of each step
     * @param medianSeconds as in the whole report
     * @param averageSeconds as in the whole report
     */
    public record Group(
            GroupKind kind,
            String value,
            List<Step> steps,
            @Nullable Double medianSeconds,
            @Nullable Double averageSeconds) {

        public Group {
            steps = List.copyOf(steps);
        }
    }

    /** What a {@link Group} holds. */
    public enum GroupKind {
        /** People with one value. */
        VALUE,
        /** People with one of the values that are too rare to be listed. */
        OTHER,
        /** People without a value: as the property is missing, or as they did not make the step that would have it. */
        NONE
    }

    /**
     * A column of the histogram of times to convert.
     *
     * @param fromSeconds shortest time inside
     * @param toSeconds end of the column; the last column includes it
     * @param users people in it
     */
    public record Bin(double fromSeconds, double toSeconds, long users) {}

    /**
     * The people who entered on one day, or in one week.
     *
     * @param start the day, or the Monday
     * @param days how many days are in it: 1 or 7
     * @param entered people who entered
     * @param converted those of them who made the last step
     * @param complete whether the window of everybody who could enter then has closed
     */
    public record TrendPoint(LocalDate start, int days, long entered, long converted, boolean complete) {}
}
