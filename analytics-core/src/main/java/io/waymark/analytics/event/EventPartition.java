/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A table that holds the events of one week, cut in UTC.
 *
 * @param week the Monday it starts with
 */
public record EventPartition(LocalDate week) {

    static final String PREFIX = "event_";

    /** {@return the name of the table} */
    public String table() {
        return PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(week);
    }

    /** {@return the first instant inside} */
    public Instant from() {
        return week.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** {@return the first instant after} */
    public Instant to() {
        return week.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static EventPartition ofTable(String table) {
        return new EventPartition(LocalDate.parse(table.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE));
    }
}
