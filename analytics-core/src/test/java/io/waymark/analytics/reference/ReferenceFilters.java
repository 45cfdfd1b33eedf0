/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The way the reference data writes events, conditions and periods. */
public final class ReferenceFilters {

    private ReferenceFilters() {}

    /** An event name, or {@code {"event": …, "where": {property: value or {operator: value}}}}. */
    public static EventFilter filter(JsonNode json) {
        if (json.isString()) {
            return EventFilter.named(json.stringValue());
        }
        List<PropertyCondition> where = new ArrayList<>();
        json.path("where").properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                entry.getValue()
                        .properties()
                        .forEach(comparison -> where.add(new PropertyCondition(
                                entry.getKey(),
                                Operator.valueOf(comparison.getKey().toUpperCase(Locale.ROOT)),
                                scalar(comparison.getValue()))));
            } else {
                where.add(PropertyCondition.eq(entry.getKey(), scalar(entry.getValue())));
            }
        });
        return new EventFilter(json.path("event").stringValue(), where);
    }

    /** The bounds {@code from} and {@code to}; absent or {@code null} for none. */
    public static Period period(JsonNode json) {
        return new Period(instant(json.path("from")), instant(json.path("to")));
    }

    private static Instant instant(JsonNode json) {
        return json.isString() ? Instant.parse(json.stringValue()) : null;
    }

    private static Object scalar(JsonNode json) {
        if (json.isNumber()) {
            return json.decimalValue();
        }
        return json.isBoolean() ? (Object) json.booleanValue() : json.stringValue();
    }
}
