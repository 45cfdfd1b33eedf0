/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Sample ratio mismatch: tests whether people are spread over the variants as the weights say. If they are not, something
 * loses or adds people of one variant, and no comparison can be trusted.
 *
 * <pre>χ² = Σ (Oi - Ei)² / Ei,  Ei = Σ over phases of n(phase) · wi(phase) / Σ w(phase)</pre>
 *
 * <p>Variants that nobody is expected in are left out, with their people. With fewer than two variants or no people there
 * is nothing to object to: the p value is 1. Expecting per phase matters: against the latest weights alone, a change of
 * weights looks like a mismatch.
 *
 * <p>Source: Pearson's χ² test; the limit of 0.001 and the practice are those of A. Fabijan et al., Diagnosing sample ratio
 * mismatch in online controlled experiments, KDD 2019.
 *
 * @param chiSquare the statistic
 * @param degreesOfFreedom the number of variants compared, less one
 * @param pValue how likely so uneven a spread is by chance
 * @param expected how many people are expected in each variant
 */
public record SrmTest(double chiSquare, int degreesOfFreedom, double pValue, List<Double> expected) {

    /** The p value below which there is a mismatch. */
    public static final double ALARM = 0.001;

    public SrmTest {
        expected = List.copyOf(expected);
    }

    /**
     * Tests people who all came under the same weights.
     *
     * @param observed how many people are in each variant
     * @param weights the weight of each variant, on any scale
     * @return the test
     */
    public static SrmTest of(List<Long> observed, List<? extends Number> weights) {
        long people = 0;
        for (int i = 0; i < observed.size(); i++) {
            people += weights.get(i).doubleValue() > 0 ? observed.get(i) : 0;
        }
        return ofPhases(observed, List.of(new Phase(people, weights)));
    }

    /**
     * Tests people who came under changing weights.
     *
     * @param observed how many people are in each variant, over all phases
     * @param phases how many people came under which weights
     * @return the test
     */
    public static SrmTest ofPhases(List<Long> observed, List<Phase> phases) {
        double[] expected = new double[observed.size()];
        for (Phase phase : phases) {
            double[] shares = phase.weights().stream()
                    .limit(expected.length)
                    .mapToDouble(Number::doubleValue)
                    .toArray();
            double sum = Arrays.stream(shares).sum();
            for (int i = 0; i < shares.length && sum > 0; i++) {
                expected[i] += phase.people() * shares[i] / sum;
            }
        }
        double chiSquare = 0;
        int compared = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] > 0) {
                double off = observed.get(i) - expected[i];
                chiSquare += off * off / expected[i];
                compared++;
            }
        }
        double pValue =
                compared < 2 ? 1 : ChiSquaredDistribution.of(compared - 1).survivalProbability(chiSquare);
        return new SrmTest(
                chiSquare,
                Math.max(0, compared - 1),
                pValue,
                Arrays.stream(expected).boxed().toList());
    }

    /** {@return whether so uneven a spread is too unlikely to be chance} */
    public boolean alarm() {
        return pValue < ALARM;
    }

    /**
     * People who came under the same weights.
     *
     * @param people how many, in variants of a weight above 0
     * @param weights the weight of each variant, on any scale
     */
    public record Phase(long people, List<? extends Number> weights) {

        public Phase {
            weights = List.copyOf(weights);
        }
    }
}
