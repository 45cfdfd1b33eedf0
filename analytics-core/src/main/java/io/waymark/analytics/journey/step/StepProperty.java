/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import java.util.Collection;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A property that says what a step is called, instead of the event name.
 *
 * @param key its key
 * @param eventNameIds the numbers of the names of the events of which it does
 * @param name what a step with this value, as text, is called
 */
public record StepProperty(String key, Collection<Integer> eventNameIds, UnaryOperator<String> name) {

    public StepProperty {
        eventNameIds = Set.copyOf(eventNameIds);
    }
}
