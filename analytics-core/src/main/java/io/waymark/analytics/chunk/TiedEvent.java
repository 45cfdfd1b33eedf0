/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.event.PropertyValue;
import java.util.Map;

/**
 * One of several events of the same person and instant.
 *
 * @param eventNameId the number of its name
 * @param values the values that it has, of the properties that the report needs
 */
public record TiedEvent(int eventNameId, Map<String, PropertyValue> values) {

    public TiedEvent {
        values = Map.copyOf(values);
    }
}
