/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import io.waymark.analytics.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a format read from one line, or several that belong together. Exactly one of event, fault and skipped is there.
 *
 * @param first the number of the first line
 * @param last the number of the last line
 * @param content what the lines say, from which an event without id gets one
 * @param event the event
 * @param fault what is wrong
 * @param skipped why no event is wanted from it; the same words for the same reason
 */
public record ImportRow(
        long first,
        long last,
        String content,
        @Nullable Event event,
        @Nullable String fault,
        @Nullable String skipped) {

    /**
     * An event.
     *
     * @param line its only line
     * @param event the event
     * @return the row
     */
    public static ImportRow of(ImportLine line, Event event) {
        return new ImportRow(line.number(), line.number(), line.text(), event, null, null);
    }

    /**
     * Something is wrong.
     *
     * @param line the line
     * @param reason what, for a person
     * @return the row
     */
    public static ImportRow faulty(ImportLine line, String reason) {
        return new ImportRow(line.number(), line.number(), line.text(), null, reason, null);
    }

    /**
     * Nothing is wrong, but no event is wanted.
     *
     * @param line the line
     * @param reason why; the same words for the same reason
     * @return the row
     */
    public static ImportRow skipped(ImportLine line, String reason) {
        return new ImportRow(line.number(), line.number(), line.text(), null, null, reason);
    }
}
