/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.StorableText;
import java.util.List;
import java.util.Objects;

/**
 * Selects events by name and by conditions on their properties, all of which must hold.
 *
 * @param event the event name
 * @param where the conditions; may be empty
 */
public record EventFilter(String event, List<PropertyCondition> where) {

    public EventFilter {
        Objects.requireNonNull(event, "event");
        if (event.isBlank() || !StorableText.test(event)) {
            throw new IllegalArgumentException("An event filter names an event");
        }
        where = List.copyOf(where);
    }

    /**
     * All events of a name.
     *
     * @param event the event name
     * @return the filter
     */
    public static EventFilter named(String event) {
        return new EventFilter(event, List.of());
    }
}
