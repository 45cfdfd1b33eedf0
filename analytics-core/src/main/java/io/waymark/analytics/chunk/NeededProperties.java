/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties of events that a report asks for.
 *
 * @param keys the keys by the number of the event's name
 * @param fromMillis when the events happen, in milliseconds since the epoch
 * @param toMillis the end of that, exclusive
 */
public record NeededProperties(Map<Integer, Set<String>> keys, long fromMillis, long toMillis) {

    /**
     * Stands for the keys of all properties that an event has, other than with {@code null}: as one value, a list as JSON.
     */
    public static final String KEYS = "";

    /** Stands for the session id of the client, as a number: no property has a key of this kind. */
    public static final String SESSION = "\u001fsession";

    /** No property. */
    public static final NeededProperties NONE = new NeededProperties(Map.of(), 0, 0);

    public NeededProperties {
        keys = Map.copyOf(keys);
    }

    /**
     * What two parts of a report ask for.
     *
     * @param others what the other part asks for
     * @return all of it, in all of the time
     */
    public NeededProperties and(NeededProperties others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        Map<Integer, Set<String>> all = new HashMap<>();
        keys.forEach((name, own) -> all.put(name, new TreeSet<>(own)));
        others.keys.forEach(
                (name, own) -> all.computeIfAbsent(name, any -> new TreeSet<>()).addAll(own));
        return new NeededProperties(all, Math.min(fromMillis, others.fromMillis), Math.max(toMillis, others.toMillis));
    }

    /**
     * Tells whether a key stands for something else than a property. If a user asks for such a key, columns cannot answer.
     *
     * @param key the key
     * @return whether it is {@link #KEYS} or {@link #SESSION}
     */
    public static boolean isReserved(String key) {
        return key.equals(KEYS) || key.equals(SESSION);
    }

    /** {@return whether no property is needed} */
    public boolean isEmpty() {
        return keys.values().stream().allMatch(Set::isEmpty);
    }
}
