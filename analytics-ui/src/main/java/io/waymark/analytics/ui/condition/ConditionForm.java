/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition on a property as somebody types it in.
 *
 * @param property the key
 * @param op how it is compared, as on the wire
 * @param value what it is compared with
 */
public record ConditionForm(String property, String op, String value) {

    /** How properties can be compared, in the order of a choice. */
    public static final List<String> OPERATORS =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "contains", "exists", "notExists");

    /** {@return the condition as on the wire, with whatever is wrong in it} */
    public ObjectNode toJson() {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("property", property).put("op", op);
        switch (op) {
            case "exists", "notExists" -> {}
            case "in" -> {
                ArrayNode values = item.putArray("value");
                Arrays.stream(value.split(",")).map(String::strip).forEach(each -> values.add(node(each)));
            }
            case "contains" -> item.put("value", value);
            default -> item.set("value", node(value.strip()));
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
        JsonNode value = json.path("value");
        String text = value.isArray()
                ? String.join(", ", value.valueStream().map(ConditionForm::text).toList())
                : text(value);
        return new ConditionForm(
                json.path("property").asString(""), json.path("op").asString("eq"), text);
    }

    /**
     * What somebody means. A number looks like one; the text of a number stands in quotes.
     *
     * @param text what they typed
     * @return a boolean, a number or a string
     */
    public static JsonNode node(String text) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (text.equals("true") || text.equals("false")) {
            return factory.booleanNode(Boolean.parseBoolean(text));
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return factory.stringNode(text.substring(1, text.length() - 1));
        }
        return text.matches("-?\\d{1,18}") || text.matches("-?\\d{1,15}\\.\\d{1,12}")
                ? (text.contains(".")
                        ? factory.numberNode(new BigDecimal(text))
                        : factory.numberNode(Long.parseLong(text)))
                : factory.stringNode(text);
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        boolean numeral = value.isString() && !node(value.stringValue()).isString();
        return numeral ? "\"" + value.stringValue() + "\"" : value.asString("");
    }
}
