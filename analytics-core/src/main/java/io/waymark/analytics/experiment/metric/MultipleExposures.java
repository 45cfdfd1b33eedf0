/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

/** When people who saw more than one variant are too many: from 1 % and 10 people on. */
public final class MultipleExposures {

    private static final double SHARE = 0.01;
    private static final long PEOPLE = 10;

    private MultipleExposures() {}

    /**
     * Whether there are too many.
     *
     * @param several people who saw more than one variant
     * @param all of how many people
     * @return whether they are too many
     */
    public static boolean tooMany(long several, long all) {
        return several >= PEOPLE && several >= SHARE * all;
    }
}
