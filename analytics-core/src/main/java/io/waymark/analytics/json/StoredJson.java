/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON documents of our own tables, read by a mapper that no setting of the host can change. */
public final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES = new TypeReference<>() {};

    private StoredJson() {}

    /** {@return a new, empty object} */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads a document.
     *
     * @param document the text of a column of type {@code jsonb}
     * @return the document
     */
    public static JsonNode parse(String document) {
        return MAPPER.readTree(document);
    }

    /**
     * Turns values into a document.
     *
     * @param values values by key: strings, numbers, booleans, {@code null}, lists and maps of these
     * @return the document
     */
    public static ObjectNode write(Map<?, ?> values) {
        return MAPPER.valueToTree(values);
    }

    /**
     * Turns a value into JSON.
     *
     * @param value a string, number, boolean, or a map or list of these
     * @return the value
     */
    public static JsonNode value(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Turns values into the text of a document.
     *
     * @param values values by key: strings, numbers, booleans, {@code null}, lists and maps of these
     * @return the text
     */
    public static String text(Map<?, ?> values) {
        return MAPPER.writeValueAsString(values);
    }

    /**
     * Reads the properties of an event.
     *
     * @param document a JSON object
     * @return its values by key, in its order
     */
    public static Map<String, @Nullable Object> properties(String document) {
        return MAPPER.readValue(document, PROPERTIES);
    }
}
