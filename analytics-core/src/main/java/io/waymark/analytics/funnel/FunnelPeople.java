/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.funnel.FunnelReport.Group;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The people behind a number of a {@link FunnelReport}.
 *
 * @param outcome what became of them at the step
 * @param step the number of the step, from 1; nobody drops off at the first
 * @param kind the kind of the group that they are in; {@code null} for the people of all groups
 * @param value the value of the group; without meaning unless the group is that of a value
 */
public record FunnelPeople(
        Outcome outcome, int step, @Nullable GroupKind kind, String value) {

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

    public FunnelPeople {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(value, "value");
        if (step < outcome.firstStep()) {
            throw new IllegalArgumentException(
                    "Nobody can have " + outcome + " at a step before " + outcome.firstStep() + ", as " + step);
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
        return new FunnelPeople(Outcome.REACHED, step, null, "");
    }

    /**
     * Those who made the step before, but not this one.
     *
     * @param step the step they did not make, from 2
     * @return the people
     * @throws IllegalArgumentException if nobody can drop off at the step
     */
    public static FunnelPeople droppedOff(int step) {
        return new FunnelPeople(Outcome.DROPPED_OFF, step, null, "");
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
        return new FunnelPeople(outcome, step, group, of);
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

    /** Whether they are those whose attempt made so many steps. */
    boolean made(int steps) {
        return outcome == Outcome.REACHED ? steps >= step : steps == step - 1;
    }
}
