/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.imports.ImportLines;
import io.waymark.analytics.track.EventFlags;

/** What is wrong with lines, in words. */
final class Faults {

    static final String TOO_LONG = "is longer than " + ImportLines.MAX_LINE_BYTES + " bytes";

    private static final String TIME = "/timestamp";

    private Faults() {}

    static String sentence(InvalidInputException e) {
        return String.join("; ", e.faults().stream().map(Faults::sentence).toList());
    }

    private static String sentence(Fault fault) {
        return fault.pointer().isEmpty() ? fault.detail() : fault.pointer().substring(1) + " " + fault.detail();
    }

    /** An event that is sent as it happens may lack its time; one that is imported later may not. */
    static Event requireTime(Event event) {
        if (event.properties().containsKey(EventFlags.TIME_REPLACED)) {
            throw new InvalidInputException(
                    TIME, "must be an instant in the form of ISO 8601, or milliseconds since 1970");
        }
        if (event.occurredAt() == null) {
            throw new InvalidInputException(TIME, "is missing");
        }
        return event;
    }
}
