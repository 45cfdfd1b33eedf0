/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * The scale that all intervals of an experiment share, in per cent of lift.
 *
 * @param min its left end
 * @param max its right end
 * @param step the distance of its ticks
 */
public record LiftScale(double min, double max, double step) {

    private static final double[] STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};
    private static final int MOST_TICKS = 4;

    /**
     * A scale with room for all bounds and for zero.
     *
     * @param bounds lower and upper bounds, in per cent
     * @return the scale
     */
    public static LiftScale of(List<Double> bounds) {
        double least = Math.min(
                0, bounds.stream().mapToDouble(Double::doubleValue).min().orElse(-10));
        double most = Math.max(
                0, bounds.stream().mapToDouble(Double::doubleValue).max().orElse(10));
        for (double step : STEPS) {
            double min = Math.floor(least / step) * step;
            double max = Math.ceil(most / step) * step;
            if ((max - min) / step <= MOST_TICKS && max > min) {
                return new LiftScale(min, max, step);
            }
        }
        return new LiftScale(-10_000, 10_000, 5_000);
    }

    /**
     * Where a value is.
     *
     * @param value in per cent of lift
     * @return in per cent of the width, at the end for what lies beyond
     */
    public double at(double value) {
        return Math.max(0, Math.min(100, (value - min) / (max - min) * 100));
    }

    /** {@return the values that are labelled, from left to right} */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; min + i * step <= max + step / 2; i++) {
            ticks.add(min + i * step);
        }
        return ticks;
    }
}
