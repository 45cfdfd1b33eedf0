/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.EventFlags;
import io.waymark.analytics.track.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives every event an id and a time.
 *
 * <ol>
 *   <li>The time is the event's own, else the one in its id (UUID version 7), else the time of receipt.
 *   <li>More than 23 hours ahead, or before 1970, is a wrong clock: the time of receipt stands instead, and a property
 *       says so.
 *   <li>The time is <em>stable</em> if each attempt to send the event carries the same. It is not where a client's id
 *       comes without a usable time, or with one that was put right by the clock of the server.
 * </ol>
 */
final class EventTimes {

    private static final Duration TOLERANCE = Duration.ofHours(23);

    private EventTimes() {}

    record Timed(Event event, boolean stable) {}

    static Timed settle(Event event, Instant receivedAt) {
        UUID id = event.eventId();
        Instant given = event.occurredAt();
        if (id != null && given != null && wrong(given, receivedAt) == null) {
            return new Timed(event, !event.properties().containsKey(EventFlags.TIME_CORRECTED));
        }
        Instant time = given == null && id != null && EventIds.hasTime(id) ? EventIds.timeOf(id) : given;
        String wrong = time == null ? null : wrong(time, receivedAt);
        boolean usable = time != null && wrong == null;
        Event timed = new Event(
                id == null ? EventIds.next(receivedAt) : id,
                event.name(),
                event.distinctId(),
                usable ? time : receivedAt,
                event.sessionId(),
                event.properties());
        if (wrong != null) {
            timed = timed.toBuilder().property(EventFlags.TIME_REPLACED, wrong).build();
        }
        return new Timed(timed, usable || id == null);
    }

    private static @Nullable String wrong(Instant time, Instant receivedAt) {
        if (time.isBefore(Instant.EPOCH)) {
            return EventFlags.TIME_BEFORE_1970;
        }
        return time.isAfter(receivedAt.plus(TOLERANCE)) ? EventFlags.TIME_IN_FUTURE : null;
    }
}
