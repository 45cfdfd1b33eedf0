/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Cuts the largest values down to a quantile, so that a single customer does not decide an experiment. The quantile is
 * that of the people of all variants together: a limit of each variant's own would hide an effect on the largest values.
 *
 * <p>Source: W. J. Dixon, Simplified estimation from censored normal samples, Annals of Mathematical Statistics 31 (1960).
 */
public final class Winsorizing {

    /** The quantile that sums are cut down to, unless another is given. */
    public static final double LEVEL = 0.999;

    private Winsorizing() {}

    /**
     * The limit.
     *
     * @param values a value for each person, of all variants together; in any order
     * @param level the quantile, 0 to 1
     * @param ignoreZeros whether only values above 0 make up the quantile, as where most people have none
     * @return the limit; none without values
     */
    public static OptionalDouble limit(double[] values, double level, boolean ignoreZeros) {
        double[] ascending =
                ignoreZeros ? Arrays.stream(values).filter(value -> value > 0).toArray() : values.clone();
        Arrays.sort(ascending);
        return ascending.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.of(ascending, level));
    }

    /**
     * Sums values, each cut down to a limit.
     *
     * @param values the values
     * @param limit the limit; nothing is cut without one
     * @return the sums
     */
    public static Sums sums(double[] values, OptionalDouble limit) {
        double most = limit.orElse(Double.POSITIVE_INFINITY);
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            double cut = Math.min(value, most);
            sum += cut;
            squares += cut * cut;
        }
        return new Sums(values.length, sum, squares);
    }
}
