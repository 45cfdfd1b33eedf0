/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.openfeature;

import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of OpenFeature, to and fro. */
final class Values {

    private Values() {}

    /** JSON as a value; without any, a text. */
    static Value of(@Nullable JsonNode json, String text) {
        return json == null ? new Value(text) : of(json);
    }

    private static Value of(JsonNode json) {
        if (json.isObject()) {
            Map<String, Value> fields = new HashMap<>();
            json.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
            return new Value(new ImmutableStructure(fields));
        }
        if (json.isArray()) {
            return new Value(json.valueStream().map(Values::of).toList());
        }
        if (json.isBoolean()) {
            return new Value(json.booleanValue());
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() && json.canConvertToInt()
                    ? new Value(json.intValue())
                    : new Value(json.doubleValue());
        }
        return json.isNull() ? new Value() : new Value(json.stringValue());
    }

    /** Objects as they are in a context, as the properties of an event can hold them. */
    static Map<String, @Nullable Object> attributes(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        values.forEach((key, value) -> attributes.put(key, plain(value)));
        return attributes;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        if (value instanceof Structure structure) {
            return attributes(structure.asObjectMap());
        }
        if (value instanceof Value wrapped) {
            return plain(wrapped.asObject());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::plain).collect(Collectors.toList());
        }
        return value;
    }
}
