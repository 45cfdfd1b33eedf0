/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what people of a funnel are divided: a property of an event of their scored attempt, or of themselves.
 *
 * @param property the key of the property
 * @param step the step, counted from 1, whose event has the value; {@code null} if the person has it, as of now
 */
public record FunnelBreakdown(String property, @Nullable Integer step) {

    public FunnelBreakdown {
        Objects.requireNonNull(property, "property");
        if (step != null && step < 1) {
            throw new IllegalArgumentException("The steps of a funnel are counted from 1, but this one is " + step);
        }
    }

    /**
     * Divides people by what the event says that made a step of the scored attempt. Who did not make the step has no value.
     *
     * @param step the step, counted from 1
     * @param property the key of the property
     * @return the breakdown
     * @throws IllegalArgumentException if the step is not positive
     */
    public static FunnelBreakdown atStep(int step, String property) {
        return new FunnelBreakdown(property, step);
    }

    /**
     * Divides people by what is known of them now.
     *
     * @param property the key of the property
     * @return the breakdown
     */
    public static FunnelBreakdown ofPerson(String property) {
        return new FunnelBreakdown(property, null);
    }
}
