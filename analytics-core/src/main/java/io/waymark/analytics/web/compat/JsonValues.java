/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON as the values of properties, and as text where a client may send anything. */
public final class JsonValues {

    private JsonValues() {}

    /**
     * The fields of an object.
     *
     * @param node any JSON
     * @return the fields, in order and modifiable; none if it is no object
     */
    public static Map<String, @Nullable Object> fields(JsonNode node) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            fields.put(field.getKey(), value(field.getValue()));
        }
        return fields;
    }

    /**
     * A value.
     *
     * @param node any JSON
     * @return text, number, boolean, list or map; null for what is absent
     */
    public static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return fields(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>(node.size());
            node.forEach(item -> items.add(value(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isString() ? (Object) node.stringValue() : node.isBoolean() ? (Object) node.booleanValue() : null;
    }

    /**
     * A text, whatever it was sent as.
     *
     * @param node any JSON
     * @return the text; null for what is absent or empty
     */
    public static @Nullable String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        String text = node.isString() ? node.stringValue() : node.toString();
        return text.isEmpty() ? null : text;
    }

    /**
     * The first text there is.
     *
     * @param node an object
     * @param names of its fields
     * @return the text; null if there is none
     */
    public static @Nullable String firstText(JsonNode node, String... names) {
        for (String name : names) {
            String text = text(node.path(name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
