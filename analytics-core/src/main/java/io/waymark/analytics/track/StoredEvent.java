/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Event;
import java.time.Instant;
import java.util.Objects;

/**
 * An event that was stored.
 *
 * @param event the event as it was stored, with its id and time
 * @param personId the number of the person who did it
 */
public record StoredEvent(Event event, int personId) {

    /** {@return when it happened} */
    public Instant occurredAt() {
        return Objects.requireNonNull(event.occurredAt(), "A stored event has a time");
    }
}
