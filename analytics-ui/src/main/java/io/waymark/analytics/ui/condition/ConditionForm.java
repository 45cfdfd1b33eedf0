/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition on a property as somebody types it in.
 *
 * @param property the key
 * @param op how it is compared, as on the wire
 * @param value what it is compared with, as {@link TypedText}; several for {@code in}, with commas between, and the very
 *     text for {@code contains}
 */
public record ConditionForm(String property, String op, String value) {

    /** A condition of which nothing is filled in. */
    public static final ConditionForm EMPTY = new ConditionForm("", "eq", "");

    /** An event has at most so many conditions, in a form and on the wire. */
    public static final int MAX_CONDITIONS = 50;

    /** How properties can be compared, in the order of a choice. */
    public static final List<String> OPERATORS =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "contains", "exists", "notExists");

    /**
     * Reads conditions from an address, where the property of condition {@code i} is at {@code p<place>.<i>}, the operator
     * at {@code o<place>.<i>} and the value at {@code v<place>.<i>}.
     *
     * @param prefix what stands before each of these names
     * @param place where the conditions belong
     * @param parameters the parameters of the address
     * @return the conditions up to the first that is missing
     */
    public static List<ConditionForm> read(String prefix, String place, Map<String, String> parameters) {
        List<ConditionForm> conditions = new ArrayList<>();
        for (int i = 1; i <= MAX_CONDITIONS && parameters.containsKey(prefix + "p" + place + "." + i); i++) {
            String row = place + "." + i;
            conditions.add(new ConditionForm(
                    parameters.getOrDefault(prefix + "p" + row, "").strip(),
                    parameters.getOrDefault(prefix + "o" + row, "eq"),
                    parameters.getOrDefault(prefix + "v" + row, "")));
        }
        return conditions;
    }

    /**
     * Writes conditions into an address, as {@link #read} reads them.
     *
     * @param conditions the conditions
     * @param prefix what stands before each name
     * @param place where the conditions belong
     * @param parameters takes them
     */
    public static void write(
            List<ConditionForm> conditions, String prefix, String place, Map<String, String> parameters) {
        for (int i = 1; i <= conditions.size(); i++) {
            ConditionForm condition = conditions.get(i - 1);
            String row = place + "." + i;
            parameters.put(prefix + "p" + row, condition.property());
            parameters.put(prefix + "o" + row, condition.op());
            parameters.put(prefix + "v" + row, condition.value());
        }
    }

    /** {@return the condition as on the wire, with whatever is wrong in it} */
    public ObjectNode toJson() {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("property", property).put("op", op);
        switch (op) {
            case "exists", "notExists" -> {}
            case "in" -> {
                ArrayNode values = item.putArray("value");
                TypedText.readAll(value).forEach(each -> values.add(node(each)));
            }
            case "contains" -> item.put("value", value);
            default -> item.set("value", value(value));
        }
        return item;
    }

    /**
     * Fills in a condition.
     *
     * @param json the condition as on the wire
     * @return the same, to be typed
     */
    public static ConditionForm of(JsonNode json) {
        String op = json.path("op").asString("eq");
        return new ConditionForm(json.path("property").asString(""), op, text(op, json.path("value")));
    }

    /**
     * What somebody means by a value.
     *
     * @param typed what they typed, as {@link TypedText}
     * @return a boolean, a number or a string
     */
    public static JsonNode value(String typed) {
        return node(TypedText.read(typed));
    }

    /**
     * What somebody means where only a plain number makes sense.
     *
     * @param typed what they typed
     * @return the number; the text as it stands if it is none, for the check to find
     */
    public static JsonNode number(String typed) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (typed.matches("-?\\d{1,18}")) {
            return factory.numberNode(Long.parseLong(typed));
        }
        return typed.matches("-?\\d{1,15}\\.\\d{1,12}")
                ? factory.numberNode(new BigDecimal(typed))
                : factory.stringNode(typed);
    }

    private static JsonNode node(Object value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (value instanceof Boolean flag) {
            return factory.booleanNode(flag);
        }
        return value instanceof BigDecimal number ? factory.numberNode(number) : factory.stringNode(value.toString());
    }

    private static String text(String op, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return TypedText.ofAll(
                    value.valueStream().map(ConditionForm::scalar).toList());
        }
        return op.equals("contains") ? value.asString("") : TypedText.of(scalar(value));
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? value.decimalValue() : value.asString("");
    }
}
