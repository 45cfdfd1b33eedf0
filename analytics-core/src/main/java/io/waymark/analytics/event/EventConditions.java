/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.SqlParameters;
import java.util.List;

/** Turns conditions on properties into SQL. The SQL never fails, whatever the properties of an event hold. */
public final class EventConditions {

    private EventConditions() {}

    /**
     * A condition that is true of the events of a filter, and never null.
     *
     * @param filter which events
     * @param eventNameId the number of the event name
     * @param event the alias of the event table
     * @param parameters takes the values
     * @return the condition, in parentheses where it needs them
     */
    public static String matches(EventFilter filter, int eventNameId, String event, SqlParameters parameters) {
        String name = event + ".event_name_id = " + eventNameId;
        return filter.where().isEmpty()
                ? name
                : "(" + name + " and " + all(filter.where(), event + ".properties", parameters) + ")";
    }

    /**
     * A condition that is true where all conditions hold, and never null.
     *
     * @param conditions the conditions
     * @param properties the column, of type {@code jsonb}
     * @param parameters takes the values
     * @return the condition, in parentheses where it needs them
     */
    public static String all(List<PropertyCondition> conditions, String properties, SqlParameters parameters) {
        throw new UnsupportedOperationException();
    }
}
