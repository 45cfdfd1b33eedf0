/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.ui.view.Delta;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the whole range, beside that of the period before.
 *
 * @param key its name in the bundle
 * @param value the figure; null for none
 * @param before that of the period before; null for none
 * @param share whether it is per cent
 * @param lessIsBetter whether a smaller one is welcome
 */
public record ActivityFigure(
        String key, @Nullable Double value, @Nullable Double before, boolean share, boolean lessIsBetter) {

    private static final double MANY = 100;

    /** {@return how it changed; null for none} */
    public @Nullable Delta delta() {
        return value == null || before == null ? null : Delta.of(value, before, lessIsBetter);
    }

    /**
     * Leaves out what nobody reads of a mean.
     *
     * @param mean how many people
     * @return a whole number if there are many, else one with a decimal
     */
    public static double rounded(double mean) {
        return mean < MANY ? Math.rint(mean * 10) / 10 : Math.rint(mean);
    }

    /** The mean over the points that are over; null without one. */
    static <P> @Nullable Double mean(List<P> points, Predicate<P> open, ToLongFunction<P> figure) {
        OptionalDouble mean =
                points.stream().filter(open.negate()).mapToLong(figure).average();
        return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }
}
