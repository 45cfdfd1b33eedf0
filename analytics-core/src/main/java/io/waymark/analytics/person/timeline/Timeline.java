/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what a person did.
 *
 * @param visits the sessions, that with the latest event first; the earliest may go on in what comes before
 * @param before where to go on: to be asked for; {@code null} if this is all that is kept
 * @param purged whether this is all that is kept, and what came before has been deleted by age
 */
public record Timeline(List<Visit> visits, @Nullable Cursor before, boolean purged) {

    public Timeline {
        visits = List.copyOf(visits);
    }

    /**
     * A place between two events of a person.
     *
     * @param occurredMillis when the event after it happened, in milliseconds since 1970
     * @param seq the place of that event in the order of ingest
     */
    public record Cursor(long occurredMillis, long seq) {

        /**
         * Reads a place.
         *
         * @param text as {@link #toString} writes it
         * @return the place; {@code null} if it cannot be read
         */
        public static @Nullable Cursor parse(String text) {
            if (!text.matches("-?[0-9]{1,14}\\.[0-9]{1,18}")) {
                return null;
            }
            int dot = text.indexOf('.');
            return new Cursor(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return occurredMillis + "." + seq;
        }
    }
}
