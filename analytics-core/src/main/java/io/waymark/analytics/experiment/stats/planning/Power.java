/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.planning;

import io.waymark.analytics.experiment.stats.Bisection;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Normal;
import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How likely an effect is to be found, and what the least effect is that is found often enough: for n people in each
 * variant, a baseline with mean m and variance v, and a relative effect d,
 *
 * <pre>
 * se(d)² = v (1 + (1 + d)²) / (n m²)                                     (delta method, equal variances)
 * power = Φ(d/se - z) + Φ(-d/se - z),  z = z(1 - α/2)
 * minimum detectable effect: the d with d/se(d) = z + z(power)</pre>
 *
 * <p>Where a sequence decides, se is scaled by its width over that of the fixed interval, which is a little on the safe side.
 *
 * <p>Source: J. Cohen, Statistical power analysis for the behavioral sciences, 2nd edition, chapter 2.
 *
 * @param baseline what one variant shows without an effect; only its mean, not 0, and its variance matter
 * @param perVariant how many people each variant has
 * @param alpha how often an effect may be found where there is none
 * @param sequence the sequence that decides, or null for one look at the end
 */
public record Power(
        Arm baseline,
        double perVariant,
        double alpha,
        @Nullable ConfidenceSequence sequence) {

    private static final double MOST = 1e6;

    /**
     * How likely an effect is to be found.
     *
     * @param effect the relative effect
     * @return the probability
     */
    public double of(double effect) {
        double z = Normal.quantile(alpha);
        double errors = effect / error(effect);
        return Normal.above(z - errors) + Normal.below(-z - errors);
    }

    /**
     * The least effect that is found often enough.
     *
     * @param power how often
     * @return the relative effect; none where even the largest is not found, as its error grows with it
     */
    public Computed<Double> minimumDetectableEffect(double power) {
        double needed = Normal.quantile(alpha) + Normal.exceededBy(1 - power);
        DoubleUnaryOperator missing = effect -> effect / error(effect) - needed;
        if (!(missing.applyAsDouble(MOST) > 0)) {
            return Computed.not(Computed.Reason.TOO_FEW);
        }
        return Computed.of(Bisection.root(missing, 0, MOST));
    }

    private double error(double effect) {
        double ratio = 1 + effect;
        double mean = baseline.mean();
        double variance = baseline.variance() * (1 + ratio * ratio) / (perVariant * mean * mean);
        ConfidenceSequence deciding = sequence;
        double scale = deciding == null ? 1 : deciding.halfWidth(1, 2 * perVariant) / Normal.quantile(alpha);
        return scale * Math.sqrt(variance);
    }
}
