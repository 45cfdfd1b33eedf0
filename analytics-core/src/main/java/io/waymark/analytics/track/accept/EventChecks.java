/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.person.NobodyIds;
import io.waymark.analytics.track.IngestSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits that every event is held to, before and after the hooks. */
final class EventChecks {

    private final IngestSettings settings;

    EventChecks(IngestSettings settings) {
        this.settings = settings;
    }

    /** Returns the event with storable properties: the same object if there was nothing to do. */
    Event check(Event event) {
        text("/eventName", "The event name", event.name());
        text("/distinctId", "The distinct id", event.distinctId());
        if (NobodyIds.contains(event.distinctId())) {
            throw new InvalidInputException(
                    "/distinctId", "'" + event.distinctId() + "' means nobody; send the id of one person");
        }
        Event checked = event;
        if (event.sessionId() != null) {
            if (event.sessionId().isBlank()) {
                checked = checked.toBuilder().sessionId(null).build();
            } else {
                text("/sessionId", "The session id", event.sessionId());
            }
        }
        if (!PlainProperties.test(event.properties(), settings)) {
            Map<String, @Nullable Object> clean = new PropertyCleaner(settings).clean(event.properties());
            if (clean != event.properties()) {
                checked = new Event(
                        checked.eventId(),
                        checked.name(),
                        checked.distinctId(),
                        checked.occurredAt(),
                        checked.sessionId(),
                        clean);
            }
        }
        return checked;
    }

    private void text(String pointer, String subject, String text) {
        if (text.isBlank()) {
            throw new InvalidInputException(pointer, subject + " is blank");
        }
        if (Texts.isLonger(text, settings.maxNameLength())) {
            throw new InvalidInputException(
                    pointer,
                    subject + " has at most " + settings.maxNameLength() + " characters, but has "
                            + text.codePointCount(0, text.length()));
        }
        int bad = Texts.firstUnstorable(text);
        if (bad >= 0) {
            String what = text.charAt(bad) == 0 ? "a NUL character" : "half of a surrogate pair";
            throw new InvalidInputException(pointer, subject + " contains " + what + " at position " + bad);
        }
    }
}
