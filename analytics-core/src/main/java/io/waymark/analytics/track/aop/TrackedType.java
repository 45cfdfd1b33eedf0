/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.TrackEvent;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tracked method's event is called, by name or by type.
 *
 * @param method the method
 * @param eventName the name of the event
 * @param properties the keys that it may have; {@code null} for any
 */
record TrackedType(
        Method method, String eventName, @Nullable Set<String> properties) {

    static TrackedType of(TrackEvent annotation, Method method) {
        String name = annotation.value();
        Class<? extends TypedEvent> type = annotation.type();
        if (type == TypedEvent.class) {
            if (name.isBlank()) {
                throw new InvalidTrackEventException(method, "value", name, "the event has no name", null);
            }
            return new TrackedType(method, name, null);
        }
        if (!name.isEmpty()) {
            throw new InvalidTrackEventException(
                    method, "value", name, "the event has its name from its type; give one of the two", null);
        }
        try {
            return new TrackedType(method, TypedEvent.nameOf(type), TypedEvent.propertiesOf(type));
        } catch (IllegalArgumentException e) {
            throw new InvalidTrackEventException(method, "type", type.getName(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Refuses what the type of the event does not have. */
    void check(Set<String> keys, String attribute) {
        for (String key : keys) {
            if (properties != null && !properties.contains(key)) {
                throw new InvalidTrackEventException(
                        method, attribute, key, "the event '" + eventName + "' has no such property", null);
            }
        }
    }
}
