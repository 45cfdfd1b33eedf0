/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.SqlParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns conditions on properties into SQL. The SQL is true or false, never null, and never fails, whatever the
 * properties of an event hold: a value is cast only after its type was looked at.
 */
public final class EventConditions {

    private EventConditions() {}

    /**
     * A condition that is true of the events of a filter.
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
     * A condition that is true where all conditions hold.
     *
     * @param conditions the conditions; none always hold
     * @param properties the column, of type {@code jsonb}
     * @param parameters takes the values
     * @return the condition, in parentheses where it needs them
     */
    public static String all(List<PropertyCondition> conditions, String properties, SqlParameters parameters) {
        if (conditions.isEmpty()) {
            return "true";
        }
        return conditions.stream()
                .map(condition -> new Property(properties, condition.property(), parameters)
                        .meets(condition.operator(), condition.value()))
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    private static final class Property {

        private final String json;
        private final String text;
        private final SqlParameters parameters;

        Property(String properties, String key, SqlParameters parameters) {
            String name = parameters.bind(key) + "::text";
            this.json = "(" + properties + " -> " + name + ")";
            this.text = "(" + properties + " ->> " + name + ")";
            this.parameters = parameters;
        }

        String meets(PropertyCondition.Operator operator, @Nullable Object value) {
            return switch (operator) {
                case EXISTS -> text + " is not null";
                case NOT_EXISTS -> text + " is null";
                case EQ -> equalTo(value);
                case NE -> "not " + equalTo(value);
                case IN -> in((List<?>) value(value));
                case CONTAINS -> "coalesce(position(lower(" + bindText(value) + ") in lower(" + text + ")) > 0, false)";
                case GT -> compared(">", value);
                case GTE -> compared(">=", value);
                case LT -> compared("<", value);
                case LTE -> compared("<=", value);
            };
        }

        private String equalTo(@Nullable Object value) {
            String sameText = text + " = " + bindText(value);
            return value instanceof Number number
                    ? "coalesce(case jsonb_typeof(" + json + ") when 'number' then " + json + "::numeric = "
                            + bindNumber(number) + " else " + sameText + " end, false)"
                    : "coalesce(" + sameText + ", false)";
        }

        private String in(List<?> values) {
            return values.isEmpty()
                    ? "false"
                    : values.stream().map(this::equalTo).collect(Collectors.joining(" or ", "(", ")"));
        }

        private String compared(String operator, @Nullable Object value) {
            if (value instanceof Number number) {
                return typed("number", json + "::numeric " + operator + " " + bindNumber(number));
            }
            return typed("string", text + " collate \"C\" " + operator + " " + bindText(value));
        }

        private String typed(String type, String comparison) {
            return "(case jsonb_typeof(" + json + ") when '" + type + "' then " + comparison + " else false end)";
        }

        private String bindText(@Nullable Object value) {
            return parameters.bind(
                            value instanceof Number number
                                    ? decimal(number).stripTrailingZeros().toPlainString()
                                    : value(value).toString())
                    + "::text";
        }

        private String bindNumber(Number number) {
            return parameters.bind(decimal(number)) + "::numeric";
        }

        private static BigDecimal decimal(Number number) {
            return new BigDecimal(number.toString());
        }

        private static Object value(@Nullable Object value) {
            if (value == null) {
                throw new IllegalStateException("A condition without a value");
            }
            return value;
        }
    }
}
