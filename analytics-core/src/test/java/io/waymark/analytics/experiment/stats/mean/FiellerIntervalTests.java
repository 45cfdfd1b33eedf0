/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiellerIntervalTests {

    @Test
    void containsZeroExactlyWhenTheIntervalOfTheDifferenceDoes() {
        long seed = new Random().nextLong();
        System.out.println("FiellerIntervalTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Cuped comparison = new Cuped(covariate(random), covariate(random), random.nextInt(2) * random.nextDouble());
            double errors = 1 + 3 * random.nextDouble();
            Interval lift = FiellerInterval.of(comparison, errors).orNull();
            Effect difference = comparison.absolute().orNull();
            if (lift != null) {
                double reach = errors * difference.standardError();
                boolean zero = Math.abs(difference.value()) <= reach;
                assertThat(lift.contains(0))
                        .as("seed " + seed + ", " + comparison)
                        .isEqualTo(zero);
                assertThat(lift.contains(difference.value()
                                / Math.abs(comparison.control().post())))
                        .as("seed " + seed + ", " + comparison)
                        .isTrue();
            }
        }
    }

    @Test
    void isCloseToTheDeltaMethodWithManyPeople() {
        Cuped comparison =
                new Cuped(Covariate.of(new Arm(1_000_000, 10, 25)), Covariate.of(new Arm(1_000_000, 10.5, 25)), 0);
        Interval fieller = FiellerInterval.of(comparison, 1.959964).orNull();
        Interval delta = comparison.relative().orNull().interval(0.05);
        assertThat(fieller.lower()).isCloseTo(delta.lower(), within(1e-5));
        assertThat(fieller.upper()).isCloseTo(delta.upper(), within(1e-5));
    }

    @Test
    void saysNothingOverAControlThatMayBeZero() {
        Cuped comparison = new Cuped(Covariate.of(new Arm(100, 0.1, 4)), Covariate.of(new Arm(100, 5, 4)), 0);
        assertThat(FiellerInterval.of(comparison, 2).reason()).isEqualTo(Reason.ZERO_BASELINE);
    }

    private static Covariate covariate(Random random) {
        double post = (random.nextInt(4) == 0 ? -1 : 1) * (5 + random.nextDouble());
        double postVariance = 1 + 20 * random.nextDouble();
        double preVariance = 1 + 20 * random.nextDouble();
        double correlation = 0.9 * random.nextDouble();
        return new Covariate(
                50 + random.nextInt(2_000),
                post,
                random.nextDouble(),
                postVariance,
                preVariance,
                correlation * Math.sqrt(postVariance * preVariance));
    }
}
