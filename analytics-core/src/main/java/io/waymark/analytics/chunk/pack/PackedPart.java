/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import java.util.Map;

/**
 * Events with the values of some of their properties.
 *
 * @param events the events
 * @param values their values, by the number of the property
 */
public record PackedPart(PackedEvents events, Map<Integer, PackedValues> values) {

    public PackedPart {
        values = Map.copyOf(values);
    }
}
