/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.function.DoubleUnaryOperator;

/** Finds where a function passes 0, by halving: as sure as it is slow, which some sixty steps are not. */
public final class Bisection {

    private static final int MOST_STEPS = 200;

    private Bisection() {}

    /**
     * Finds a root.
     *
     * @param function a function with one change of sign between the bounds
     * @param from a bound
     * @param to the other bound
     * @return where the sign changes, to the last bit that halving can tell
     */
    public static double root(DoubleUnaryOperator function, double from, double to) {
        double low = from;
        double high = to;
        boolean positiveBelow = function.applyAsDouble(low) > 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                return middle;
            }
            if (function.applyAsDouble(middle) > 0 == positiveBelow) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + (high - low) / 2;
    }
}
