/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import io.waymark.analytics.person.PersonEvents;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * Says that an anonymous visitor is a known person: what both have done, before and from now on, counts as of one
     * person. Repeating it changes nothing. Where the anonymous id belongs to another known person already, the two stay
     * two.
     *
     * @param userId the known person; 1 to 200 characters
     * @param anonymousId the id of the visitor before; {@code null} if there is none, to say only that the person is known
     * @param properties properties of the person by key; each replaces what was set earlier
     */
    default void identify(String userId, @Nullable String anonymousId, Map<String, ?> properties) {
        track(PersonEvents.identify(userId, anonymousId, properties));
    }

    /**
     * Says that an anonymous visitor is a known person.
     *
     * @param userId the known person; 1 to 200 characters
     * @param anonymousId the id of the visitor before
     */
    default void identify(String userId, @Nullable String anonymousId) {
        identify(userId, anonymousId, Map.of());
    }

    /**
     * Sets properties of a known person.
     *
     * @param userId the person; 1 to 200 characters
     * @param properties properties by key; each replaces what was set earlier
     */
    default void identify(String userId, Map<String, ?> properties) {
        identify(userId, null, properties);
    }

    /**
     * Gives a person one more distinct id. Where that id belongs to another known person already, the two stay two.
     *
     * @param distinctId an id of the person; 1 to 200 characters
     * @param alias the other id of the same person
     */
    default void alias(String distinctId, String alias) {
        track(PersonEvents.alias(distinctId, alias));
    }

    /**
     * Tracks an event that happened now and whose properties are the components of a record.
     *
     * @param event what happened
     * @param distinctId who did it; 1 to 200 characters
     */
    default void track(TypedEvent event, String distinctId) {
        track(event.toEvent(distinctId));
    }

    /**
     * Tracks an event that happened now.
     *
     * @param event what happened
     * @param distinctId who did it; 1 to 200 characters
     */
    default void track(EventName event, String distinctId) {
        track(event.eventName(), distinctId);
    }

    /**
     * Tracks an event that happened now.
     *
     * @param event what happened
     * @param distinctId who did it; 1 to 200 characters
     * @param properties facts about it by key, as for {@link #track(String, String, Map)}
     */
    default void track(EventName event, String distinctId, Map<String, ?> properties) {
        track(event.eventName(), distinctId, properties);
    }
}
