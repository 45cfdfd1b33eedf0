/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events count, as a form shows it.
 *
 * @param event their name; empty while none is chosen
 * @param where conditions on their properties
 */
public record EventRow(String event, List<ConditionRow> where) {

    /** No event. */
    public static final EventRow EMPTY = new EventRow("", List.of());

    private static final int MAX_NAME = 200;

    public EventRow {
        where = List.copyOf(where);
    }

    static EventRow of(EventFilter filter) {
        return new EventRow(
                filter.event(), filter.where().stream().map(ConditionRow::of).toList());
    }

    /** The filter; null after a fault of the name or of a condition. */
    @Nullable
    EventFilter filter(String pointer, FormFaults faults) {
        int before = faults.count();
        List<PropertyCondition> conditions = ConditionRow.conditions(where, pointer + "/where", faults);
        if (event.isEmpty()) {
            faults.add(pointer + "/event", "must name an event");
        } else if (event.codePointCount(0, event.length()) > MAX_NAME) {
            faults.add(pointer + "/event", "must have at most " + MAX_NAME + " characters");
        }
        if (faults.count() > before) {
            return null;
        }
        try {
            return new EventFilter(event, conditions);
        } catch (IllegalArgumentException e) {
            faults.add(pointer + "/event", "holds a character that cannot be stored");
            return null;
        }
    }
}
