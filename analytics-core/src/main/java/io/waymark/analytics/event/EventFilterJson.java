/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.json.JsonInput;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Event filters as JSON: {@code {"event": …, "where": [{"property": …, "op": …, "value": …}]}}, or just the event name.
 */
public final class EventFilterJson {

    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 8192;
    private static final int MAX_CONDITIONS = 50;
    private static final int MAX_VALUES = 1000;

    private static final Map<String, Operator> OPERATORS = new LinkedHashMap<>();

    static {
        OPERATORS.put("eq", Operator.EQ);
        OPERATORS.put("ne", Operator.NE);
        OPERATORS.put("gt", Operator.GT);
        OPERATORS.put("gte", Operator.GTE);
        OPERATORS.put("lt", Operator.LT);
        OPERATORS.put("lte", Operator.LTE);
        OPERATORS.put("in", Operator.IN);
        OPERATORS.put("contains", Operator.CONTAINS);
        OPERATORS.put("exists", Operator.EXISTS);
        OPERATORS.put("notExists", Operator.NOT_EXISTS);
    }

    private EventFilterJson() {}

    /**
     * Reads a filter.
     *
     * @param input where it is
     * @return the filter, or {@code null} after a fault
     */
    public static @Nullable EventFilter read(JsonInput input) {
        if (input.node().isString()) {
            String event = input.requiredText(MAX_NAME);
            return event == null ? null : EventFilter.named(event);
        }
        if (!input.isObject()) {
            return null;
        }
        String event = input.at("event").requiredText(MAX_NAME);
        List<PropertyCondition> where = conditions(input.at("where"));
        return event == null ? null : new EventFilter(event, where);
    }

    /**
     * Reads conditions.
     *
     * @param input where they are, or are not
     * @return the conditions that are right
     */
    public static List<PropertyCondition> conditions(JsonInput input) {
        return input.list(0, MAX_CONDITIONS, EventFilterJson::condition);
    }

    /**
     * Reads a condition.
     *
     * @param input where it is
     * @return the condition, or {@code null} after a fault
     */
    public static @Nullable PropertyCondition condition(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String property = input.at("property").requiredText(MAX_NAME);
        Operator operator = operator(input.at("op"));
        if (property == null || operator == null) {
            return null;
        }
        JsonInput value = input.at("value");
        switch (operator) {
            case EXISTS, NOT_EXISTS -> {
                if (!value.isAbsent()) {
                    value.fault("must be absent: " + input.at("op").node().stringValue() + " takes no value");
                    return null;
                }
                return new PropertyCondition(property, operator, null);
            }
            case IN -> {
                List<Object> values = value.list(1, MAX_VALUES, EventFilterJson::scalar);
                return values.isEmpty() ? null : new PropertyCondition(property, operator, values);
            }
            default -> {
                Object scalar = scalar(value);
                if (scalar instanceof Boolean && operator.isOrdering()) {
                    value.fault("must be a string or a number");
                    return null;
                }
                return scalar == null ? null : new PropertyCondition(property, operator, scalar);
            }
        }
    }

    private static @Nullable Operator operator(JsonInput input) {
        Operator operator = OPERATORS.get(input.node().isString() ? input.node().stringValue() : "");
        if (operator == null) {
            input.fault("must be one of " + String.join(", ", OPERATORS.keySet()));
        }
        return operator;
    }

    private static @Nullable Object scalar(JsonInput input) {
        JsonNode node = input.node();
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            BigDecimal number =
                    node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) ? null : node.decimalValue();
            if (number == null || !PropertyCondition.isComparable(number)) {
                input.fault("must be a number of usual size");
                return null;
            }
            return number;
        }
        if (node.isString() && node.stringValue().isBlank()) {
            return node.stringValue();
        }
        if (!node.isString()) {
            input.fault(node.isMissingNode() ? "is missing" : "must be a string, a number or a boolean");
            return null;
        }
        return input.text(MAX_TEXT);
    }

    /**
     * Writes a filter.
     *
     * @param filter the filter
     * @return an object
     */
    public static ObjectNode write(EventFilter filter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("event", filter.event());
        json.set("where", write(filter.where()));
        return json;
    }

    /**
     * Writes conditions.
     *
     * @param conditions the conditions
     * @return an array
     */
    public static ArrayNode write(List<PropertyCondition> conditions) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (PropertyCondition condition : conditions) {
            ObjectNode item = json.addObject();
            item.put("property", condition.property());
            item.put("op", nameOf(condition.operator()));
            Object value = condition.value();
            if (value instanceof List<?> values) {
                ArrayNode array = item.putArray("value");
                values.forEach(each -> array.add(scalar(each)));
            } else if (value != null) {
                item.set("value", scalar(value));
            }
        }
        return json;
    }

    private static String nameOf(Operator operator) {
        return OPERATORS.entrySet().stream()
                .filter(entry -> entry.getValue() == operator)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static JsonNode scalar(@Nullable Object value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (value instanceof Boolean flag) {
            return factory.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return factory.numberNode(new BigDecimal(number.toString()));
        }
        return factory.stringNode(String.valueOf(value));
    }
}
