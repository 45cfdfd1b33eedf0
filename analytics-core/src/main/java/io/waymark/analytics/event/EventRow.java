/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it goes into the store, with its names replaced by numbers.
 *
 * @param eventNameId the number of its name
 * @param distinctId the distinct id it came with, and whose that is
 * @param occurredAt when it happened, in whole milliseconds
 * @param receivedAt when it was accepted
 * @param dedup a hash of its event id
 * @param session a hash of the client's session id, {@code null} without one
 * @param properties its properties as a JSON object
 * @param timeIsStable whether every attempt to send this event carries the same {@code occurredAt}; if not, an earlier
 *     attempt is looked for before it is stored
 */
public record EventRow(
        int eventNameId,
        KnownDistinctId distinctId,
        Instant occurredAt,
        Instant receivedAt,
        int dedup,
        @Nullable Long session,
        String properties,
        boolean timeIsStable) {

    /** {@return the number of the person} */
    public int personId() {
        return distinctId.personId();
    }
}
