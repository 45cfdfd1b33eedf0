/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One of the things that are compared. The first variant of an experiment is its control.
 *
 * @param key what code asks for, for example {@code big-button}
 * @param name what people read
 * @param weight its share of the people, relative to the other variants; 0 for nobody new
 * @param value what it stands for, for code that asks for the value; null if the key says it all
 */
public record Variant(
        String key, String name, int weight, @Nullable JsonNode value) {

    /** The largest weight that can be given. */
    public static final int MAX_WEIGHT = 1_000_000;

    /**
     * A variant whose key says it all.
     *
     * @param key what code asks for
     * @param name what people read
     * @param weight its share of the people, relative to the other variants
     */
    public Variant(String key, String name, int weight) {
        this(key, name, weight, null);
    }

    Variant withWeight(int other) {
        return new Variant(key, name, other, value);
    }
}
