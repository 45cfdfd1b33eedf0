/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.util.Map;

/**
 * Tracks events of the application it is injected into.
 *
 * <p>The event is checked, passed to the hooks and queued on the caller's thread, and written by a background writer
 * shortly after. Calls return at once unless another {@link Delivery} than the default is configured or asked for. A
 * failure inside analytics never reaches the caller; it is logged and counted.
 * Safe for use by many threads.
 */
public interface Analytics {

    /**
     * Tracks an event.
     *
     * @param event what happened
     * @throws IllegalArgumentException never; an event outside the limits is logged, counted and dropped
     */
    void track(Event event);

    /**
     * Tracks an event with a promise of its own. An implementation that has nothing to promise, such as one for tests,
     * tracks it like any other.
     *
     * @param event what happened
     * @param delivery what is promised of it
     */
    default void track(Event event, Delivery delivery) {
        track(event);
    }

    /**
     * Tracks an event that happened now.
     *
     * @param eventName what happened, for example {@code order_placed}; 1 to 200 characters
     * @param distinctId who did it; 1 to 200 characters
     */
    default void track(String eventName, String distinctId) {
        track(eventName, distinctId, Map.of());
    }

    /**
     * Tracks an event that happened now.
     *
     * @param eventName what happened, for example {@code order_placed}; 1 to 200 characters
     * @param distinctId who did it; 1 to 200 characters
     * @param properties facts about it by key: strings, numbers, booleans, lists and maps of these; copied
     */
    default void track(String eventName, String distinctId, Map<String, ?> properties) {
        track(Event.builder(eventName, distinctId).properties(properties).build());
    }
}
