/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Turns event names and periods into SQL that the index of the event table answers. */
public final class EventScan {

    private EventScan() {}

    /**
     * A condition that is true of the events of some names in a period.
     *
     * @param eventNameIds the numbers of the names: all of an app for any event
     * @param period when they happened
     * @param event the alias of the event table
     * @param parameters takes the values
     * @return the condition
     */
    public static String of(Collection<Integer> eventNameIds, Period period, String event, SqlParameters parameters) {
        return of(eventNameIds, List.of(period), event, parameters);
    }

    /**
     * A condition that is true of the events of some names in any of some periods.
     *
     * @param eventNameIds the numbers of the names: all of an app for any event
     * @param periods when they happened; not empty
     * @param event the alias of the event table
     * @param parameters takes the values
     * @return the condition
     */
    public static String of(
            Collection<Integer> eventNameIds, List<Period> periods, String event, SqlParameters parameters) {
        int[] ids = eventNameIds.stream().mapToInt(Integer::intValue).toArray();
        return event + ".event_name_id = any(" + parameters.bind(ids) + ")"
                + periods.stream()
                        .map(period -> within(period, event + ".occurred_at", parameters))
                        .collect(Collectors.joining(" or ", " and (", ")"));
    }

    /**
     * A condition that is true of the instants of a period.
     *
     * @param period the period
     * @param instant a column of type {@code timestamptz}
     * @param parameters takes the values
     * @return the condition
     */
    public static String within(Period period, String instant, SqlParameters parameters) {
        Instant from = period.from();
        Instant to = period.to();
        String condition = from == null ? "true" : instant + " >= " + bind(from, parameters);
        return to == null ? condition : condition + " and " + instant + " < " + bind(to, parameters);
    }

    private static String bind(Instant instant, SqlParameters parameters) {
        return parameters.bind(instant.atOffset(ZoneOffset.UTC));
    }
}
