/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A session of a person.
 *
 * @param id names it: {@code event-} and the place of its first event in the order of ingest
 * @param distinctId an id of the person, that of a known person first
 * @param events its events in their order; at least one
 */
public record Visit(String id, String distinctId, List<TimelineEvent> events) {

    public Visit {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("A session has an event");
        }
    }

    /** {@return when its first event happened} */
    public Instant start() {
        return events.get(0).occurredAt();
    }

    /** {@return when its last event happened} */
    public Instant end() {
        return events.get(events.size() - 1).occurredAt();
    }

    /** {@return from its first to its last event} */
    public Duration duration() {
        return Duration.between(start(), end());
    }
}
