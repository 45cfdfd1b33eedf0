/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import io.waymark.analytics.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events with other properties. */
public final class EventProperties {

    private EventProperties() {}

    /**
     * The same event with other properties.
     *
     * @param event the event
     * @param properties all its properties
     * @return the event
     */
    public static Event replace(Event event, Map<String, @Nullable Object> properties) {
        return new Event(
                event.eventId(), event.name(), event.distinctId(), event.occurredAt(), event.sessionId(), properties);
    }
}
