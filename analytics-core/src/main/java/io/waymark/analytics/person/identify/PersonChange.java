/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of its person.
 *
 * @param distinctId who the event is of
 * @param identifies whether that is the id of a known person from now on
 * @param otherId the other id of the same person; {@code null} if the event names none
 * @param at when the event happened
 * @param set properties that replace earlier ones
 * @param setOnce properties that stand only where there are none
 * @param unset properties to be removed
 */
public record PersonChange(
        String distinctId,
        boolean identifies,
        @Nullable String otherId,
        Instant at,
        Map<?, ?> set,
        Map<?, ?> setOnce,
        List<?> unset) {

    /**
     * Reads an event. What is not of the right type is ignored.
     *
     * @param event an event with its time
     * @return what it says, or {@code null} if it says nothing of its person
     */
    public static @Nullable PersonChange of(Event event) {
        String otherProperty = switch (event.name()) {
            case StandardEvents.IDENTIFY -> StandardProperties.ANONYMOUS_ID;
            case StandardEvents.ALIAS -> StandardProperties.ALIAS;
            default -> null;
        };
        Map<String, @Nullable Object> properties = event.properties();
        PersonChange change = new PersonChange(
                event.distinctId(),
                otherProperty != null,
                otherProperty != null && properties.get(otherProperty) instanceof String other ? other : null,
                Objects.requireNonNull(event.occurredAt(), "An accepted event has a time"),
                properties.get(StandardProperties.SET) instanceof Map<?, ?> map ? map : Map.of(),
                properties.get(StandardProperties.SET_ONCE) instanceof Map<?, ?> map ? map : Map.of(),
                properties.get(StandardProperties.UNSET) instanceof List<?> list ? list : List.of());
        return change.identifies || change.setsProperties() ? change : null;
    }

    /** {@return whether it writes any property} */
    public boolean setsProperties() {
        return !set.isEmpty() || !setOnce.isEmpty() || !unset.isEmpty();
    }
}
