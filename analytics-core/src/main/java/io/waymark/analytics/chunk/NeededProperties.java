/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import java.util.Map;
import java.util.Set;

/**
 * The properties of events that a report asks for.
 *
 * @param keys the keys by the number of the event's name
 * @param fromMillis when the events happen, in milliseconds since the epoch
 * @param toMillis the end of that, exclusive
 */
public record NeededProperties(Map<Integer, Set<String>> keys, long fromMillis, long toMillis) {

    /** No property. */
    public static final NeededProperties NONE = new NeededProperties(Map.of(), 0, 0);

    public NeededProperties {
        keys = Map.copyOf(keys);
    }

    /** {@return whether no property is needed} */
    public boolean isEmpty() {
        return keys.values().stream().allMatch(Set::isEmpty);
    }
}
