/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.funnel.FunnelReport.Group;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The people behind a number of a {@link FunnelReport}.
 *
 * @param outcome what became of them at the step
 * @param step the number of the step, from 1; nobody drops off at the first
 * @param kind the kind of the group that they are in; {@code null} for the people of all groups
 * @param value the value of the group; without meaning unless the group is that of a value
 * @param took how long they took for the step; {@code null} for any time
 * @param entered when they entered; {@code null} for all of the period
 */
public record FunnelPeople(
        Outcome outcome,
        int step,
        @Nullable GroupKind kind,
        String value,
        @Nullable Took took,
        @Nullable Entered entered) {

    /** What became of people at a step. */
    public enum Outcome {
        /** They made the step before, but not this one. */
        DROPPED_OFF,
        /** They made the step, whatever they did after it. */
        REACHED;

        /** {@return the number of the first step at which it is possible} */
        public int firstStep() {
            return this == REACHED ? 1 : 2;
        }
    }

    /**
     * A time from the first step to the one that was reached, as a column of the histogram has it.
     *
     * @param fromSeconds the shortest, not negative
     * @param toSeconds the end, which is longer and not included; an end of {@value FunnelFigures#LONGEST}, as
     *     that of the longest column there can be, stands for none
     */
    public record Took(double fromSeconds, double toSeconds) {

        public Took {
            if (!(fromSeconds >= 0 && fromSeconds < toSeconds)) {
                throw new IllegalArgumentException(
                        "There is no time from " + fromSeconds + " to before " + toSeconds + " seconds");
            }
        }

        boolean includes(long millis) {
            double seconds = millis / 1000.0;
            return seconds >= fromSeconds && (seconds < toSeconds || toSeconds >= FunnelFigures.LONGEST);
        }
    }

    /**
     * A day or week of entry, as the trend has it.
     *
     * @param start the first day, in the zone of the query
     * @param days how many days there are, from 1
     */
    public record Entered(LocalDate start, int days) {

        public Entered {
            Objects.requireNonNull(start, "start");
            if (days < 1) {
                throw new IllegalArgumentException("There is at least a day, not " + days);
            }
        }

        boolean includes(long instant, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(instant), zone);
            return !day.isBefore(start) && day.isBefore(start.plusDays(days));
        }
    }

    public FunnelPeople {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(value, "value");
        if (step < outcome.firstStep()) {
            throw new IllegalArgumentException(
                    "Nobody can have " + outcome + " at a step before " + outcome.firstStep() + ", as " + step);
        }
        if (took != null && outcome != Outcome.REACHED) {
            throw new IllegalArgumentException("Only people who reached a step took a time for it");
        }
    }

    /**
     * Those who made a step, whatever they did after it.
     *
     * @param step the step, from 1
     * @return the people
     * @throws IllegalArgumentException if the step is not positive
     */
    public static FunnelPeople reached(int step) {
        return new FunnelPeople(Outcome.REACHED, step, null, "", null, null);
    }

    /**
     * Those who made the step before, but not this one.
     *
     * @param step the step they did not make, from 2
     * @return the people
     * @throws IllegalArgumentException if nobody can drop off at the step
     */
    public static FunnelPeople droppedOff(int step) {
        return new FunnelPeople(Outcome.DROPPED_OFF, step, null, "", null, null);
    }

    /**
     * Those of them who are in one group of the breakdown.
     *
     * @param group the group, as a report has it
     * @return the people
     */
    public FunnelPeople in(Group group) {
        return in(group.kind(), group.value());
    }

    /**
     * Those of them who are in one group of the breakdown.
     *
     * @param group the kind of the group
     * @param of its value; without meaning unless it is that of a value
     * @return the people
     */
    public FunnelPeople in(GroupKind group, String of) {
        return new FunnelPeople(outcome, step, group, of, took, entered);
    }

    /**
     * Those of them who took some time from the first step to the one they reached.
     *
     * @param column the time, as the histogram of a report has it
     * @return the people
     * @throws IllegalArgumentException if these are not people who reached a step
     */
    public FunnelPeople whoTook(FunnelReport.Bin column) {
        return whoTook(new Took(column.fromSeconds(), column.toSeconds()));
    }

    /**
     * Those of them who took some time from the first step to the one they reached.
     *
     * @param time the time
     * @return the people
     * @throws IllegalArgumentException if these are not people who reached a step
     */
    public FunnelPeople whoTook(Took time) {
        return new FunnelPeople(outcome, step, kind, value, time, entered);
    }

    /**
     * Those of them who entered on some days.
     *
     * @param point the days, as the trend of a report has them
     * @return the people
     */
    public FunnelPeople whoEntered(FunnelReport.TrendPoint point) {
        return whoEntered(new Entered(point.start(), point.days()));
    }

    /**
     * Those of them who entered on some days.
     *
     * @param days the days
     * @return the people
     */
    public FunnelPeople whoEntered(Entered days) {
        return new FunnelPeople(outcome, step, kind, value, took, days);
    }

    void requireIn(FunnelDefinition definition) {
        int steps = definition.steps().size();
        if (step > steps) {
            throw new IllegalArgumentException("The funnel has steps 1 to " + steps + ", not " + step);
        }
        if (kind != null && definition.breakdown() == null) {
            throw new IllegalArgumentException("The funnel has no breakdown, and so no groups");
        }
    }

    /** Whether an attempt is that of one of them, if the person is in the group. */
    boolean include(long[] attempt, ZoneId zone) {
        boolean made = outcome == Outcome.REACHED ? attempt.length >= step : attempt.length == step - 1;
        return made
                && (took == null || took.includes(attempt[step - 1] - attempt[0]))
                && (entered == null || entered.includes(attempt[0], zone));
    }
}
