/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventFilter;
import java.util.Objects;

/**
 * An event that ends an attempt when it happens after {@code fromStep} was made and before {@code toStep} is: strictly
 * between the instants of two steps made one after the other.
 *
 * @param event what ends the attempt
 * @param fromStep the step, counted from 1, from which on it matters
 * @param toStep the step before which it matters; {@link #LAST_STEP} for the funnel's last
 */
public record FunnelExclusion(EventFilter event, int fromStep, int toStep) {

    /** Stands for the last step, however many there are. */
    public static final int LAST_STEP = Integer.MAX_VALUE;

    public FunnelExclusion {
        Objects.requireNonNull(event, "event");
        if (fromStep < 1 || toStep <= fromStep) {
            throw new IllegalArgumentException(
                    "An exclusion lies between two steps, but was from " + fromStep + " to " + toStep);
        }
    }

    /**
     * An exclusion that matters between any two steps.
     *
     * @param event what ends the attempt
     * @return the exclusion
     */
    public static FunnelExclusion anywhere(EventFilter event) {
        return new FunnelExclusion(event, 1, LAST_STEP);
    }
}
