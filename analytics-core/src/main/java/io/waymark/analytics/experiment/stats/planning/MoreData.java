/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.planning;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Normal;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import org.jspecify.annotations.Nullable;

/**
 * How many more people a running experiment needs, judged by the error it has now: with k times as many more, the variance
 * of the effect is {@code se²/(1 + k)}, and
 *
 * <pre>power(k) = Φ((d - h)/se(k)) + Φ(-(d + h)/se(k))</pre>
 *
 * where h is the half width of what decides: {@code z se(k)}, or that of a sequence at {@code n (1 + k)} people. With a prior
 * {@code N(μ, τ²)}, it is the posterior's interval that has to exclude 0:
 *
 * <pre>h = z v √(1/τ² + 1/v),  d moved by μ v/τ²,  v = se²(k)</pre>
 *
 * <p>k is found by doubling and halving, to 0.00001 of power. The error is taken to fall as it would for people like those
 * seen so far.
 *
 * <p>Source: conditional power under the observed variance, C. Jennison and B. W. Turnbull, Group sequential methods with
 * applications to clinical trials, chapter 10.
 *
 * @param standardError the standard error of the relative effect now
 * @param people the people of both variants now
 * @param effect the relative effect to be found
 * @param alpha how often an effect may be found where there is none
 * @param sequence the sequence that decides, or null
 * @param prior what was known before, where the posterior decides; {@link Prior#FLAT} where not
 */
public record MoreData(
        double standardError,
        double people,
        double effect,
        double alpha,
        @Nullable ConfidenceSequence sequence,
        Prior prior) {

    private static final double PRECISION = 1e-5;
    private static final int MOST_DOUBLINGS = 27;
    private static final int MOST_HALVINGS = 100;

    /**
     * How likely the effect is to be found.
     *
     * @param factor how many times as many more people, k; 0 for now
     * @return the probability
     */
    public double power(double factor) {
        double variance = standardError * standardError / (1 + factor);
        double error = Math.sqrt(variance);
        double shift = 0;
        double half;
        ConfidenceSequence deciding = sequence;
        if (prior.proper()) {
            shift = variance * prior.mean() / prior.variance();
            half = variance * Math.sqrt(1 / prior.variance() + 1 / variance) * Normal.quantile(alpha);
        } else if (deciding != null) {
            half = deciding.halfWidth(error, people * (1 + factor));
        } else {
            half = Normal.quantile(alpha) * error;
        }
        double reach = Math.abs(effect) + shift;
        return Normal.above((half - reach) / error) + Normal.below(-(half + reach) / error);
    }

    /**
     * How many times as many more people are needed.
     *
     * @param power how often the effect is to be found
     * @return the factor, 0 if there are enough; none where no number is enough
     */
    public Computed<Double> factor(double power) {
        if (power(0) > power) {
            return Computed.of(0.0);
        }
        double factor = 1;
        for (int doubling = 0; doubling < MOST_DOUBLINGS && power(factor) < power; doubling++) {
            factor *= 2;
        }
        double excess = power(factor) - power;
        if (excess < 0) {
            return Computed.not(Computed.Reason.TOO_FEW);
        }
        double low = 0;
        double high = factor;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            if (excess > 0) {
                high = factor;
            } else {
                low = factor;
            }
            factor = 0.5 * (low + high);
            excess = power(factor) - power;
            if (Math.abs(excess) < PRECISION) {
                break;
            }
        }
        return Computed.of(factor);
    }
}
