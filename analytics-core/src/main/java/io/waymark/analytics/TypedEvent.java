/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import io.waymark.analytics.annotation.EventType;
import java.util.Set;

/**
 * An event as a type: a record whose components are the properties, as in {@code record OrderPlaced(BigDecimal amount,
 * int items) implements TypedEvent}.
 *
 * <p>Its name, category and description are in {@link EventType @EventType}. A component that is {@code null} is left
 * out. A property is called like the component, unless
 * {@link io.waymark.analytics.annotation.EventProperty @EventProperty} on the component gives it another key.
 */
public interface TypedEvent {

    /**
     * Makes an event, to be tracked as it is or given a time or an id first.
     *
     * @param distinctId who did it
     * @return the event, without id and time
     * @throws IllegalArgumentException if this is not a record, or its components cannot be read
     */
    default Event toEvent(String distinctId) {
        return EventRecord.of(getClass()).event(this, distinctId);
    }

    /**
     * The name under which events of a type are tracked.
     *
     * @param type a record
     * @return the name in {@link EventType @EventType}, else the type's own in snake case
     * @throws IllegalArgumentException if the type is not a record, or two of its components have one key
     */
    static String nameOf(Class<? extends TypedEvent> type) {
        return EventRecord.of(type).name();
    }

    /**
     * The keys of the properties that events of a type can have.
     *
     * @param type a record
     * @return the keys, in the order of the components
     * @throws IllegalArgumentException if the type is not a record, or two of its components have one key
     */
    static Set<String> propertiesOf(Class<? extends TypedEvent> type) {
        return EventRecord.of(type).accessors().keySet();
    }
}
