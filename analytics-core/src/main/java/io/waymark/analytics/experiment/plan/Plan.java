/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import org.jspecify.annotations.Nullable;

/**
 * What is decided before the start, so that the result cannot be read as one likes. Frozen once the experiment has started.
 *
 * @param owner who answers for it; null if nobody in particular
 * @param sampleSize how many people are to see a variant, over all variants; null if not planned
 * @param minimumEffect the smallest relative lift worth finding, for example 0.05; null if not planned
 * @param alpha the accepted probability of finding a winner among equals, above 0 and below 0.5
 * @param minimumDays how many days it runs at least before anything is advised; 0 or more
 */
public record Plan(
        @Nullable String owner,
        @Nullable Integer sampleSize,
        @Nullable Double minimumEffect,
        double alpha,
        int minimumDays) {

    /** The accepted probability of finding a winner among equals, unless planned otherwise. */
    public static final double DEFAULT_ALPHA = 0.05;
    /** How many days an experiment runs at least, unless planned otherwise. */
    public static final int DEFAULT_MINIMUM_DAYS = 7;

    /** Nothing is planned but what holds anyway. */
    public static final Plan DEFAULT = new Plan(null, null, null, DEFAULT_ALPHA, DEFAULT_MINIMUM_DAYS);
}
