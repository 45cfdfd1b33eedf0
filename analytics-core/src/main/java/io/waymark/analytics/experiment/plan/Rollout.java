/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import org.jspecify.annotations.Nullable;

/**
 * Who may take part in an experiment and when it runs.
 *
 * @param audience who may take part
 * @param layer the slot that keeps it apart from other experiments; null if people may be in others too
 * @param schedule when it starts and ends by itself
 */
public record Rollout(Audience audience, @Nullable Layer layer, Schedule schedule) {

    /** Everybody, beside any other experiment, started and concluded by somebody. */
    public static final Rollout DEFAULT = new Rollout(Audience.EVERYBODY, null, Schedule.NONE);

    /**
     * The same for others.
     *
     * @param other who may take part
     * @return the rollout
     */
    public Rollout with(Audience other) {
        return new Rollout(other, layer, schedule);
    }

    /**
     * The same in another slot.
     *
     * @param other the slot, or null for none
     * @return the rollout
     */
    public Rollout with(@Nullable Layer other) {
        return new Rollout(audience, other, schedule);
    }

    /**
     * The same at other times.
     *
     * @param other when it starts and ends by itself
     * @return the rollout
     */
    public Rollout with(Schedule other) {
        return new Rollout(audience, layer, other);
    }
}
