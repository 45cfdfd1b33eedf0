/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

/**
 * One of the things that are compared. The first variant of an experiment is its control.
 *
 * @param key what code asks for, for example {@code big-button}
 * @param name what people read
 * @param weight its share of the people, relative to the other variants; 0 for nobody new
 */
public record Variant(String key, String name, int weight) {

    /** The largest weight that can be given. */
    public static final int MAX_WEIGHT = 1_000_000;
}
