/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTests {

    @Test
    void liftAndDifferenceAgreeOnWhetherThereIsAnEffect() {
        Random random = seeded();
        int inside = 0;
        for (int i = 0; i < 5_000; i++) {
            int trials = 1 + random.nextInt(i % 2 == 0 ? 20 : 5_000);
            Proportion control = new Proportion(1 + random.nextInt(trials), trials);
            Proportion treatment = new Proportion(random.nextInt(trials + 1), trials);
            Interval difference =
                    NewcombeInterval.ofDifference(control, treatment, 0.05).orNull();
            Interval lift = NewcombeInterval.ofLift(control, treatment, 0.05).orNull();
            assertThat(lift.contains(0)).as("%s %s", control, treatment).isEqualTo(difference.contains(0));
            assertThat(lift.contains(treatment.rate() / control.rate() - 1))
                    .as("%s %s", control, treatment)
                    .isTrue();
            inside += lift.contains(0) ? 1 : 0;
        }
        assertThat(inside).isBetween(100, 4_900);
    }

    @Test
    void liftIntervalCoversTheTruth() {
        Random random = seeded();
        int runs = 4_000;
        int covered = 0;
        for (int i = 0; i < runs; i++) {
            Interval lift = NewcombeInterval.ofLift(draw(random, 2_000, 0.05), draw(random, 2_000, 0.06), 0.05)
                    .orNull();
            covered += lift.contains(0.2) ? 1 : 0;
        }
        // Five standard errors of a share of 0.95, and room for the method itself.
        assertThat((double) covered / runs).isCloseTo(0.95, within(0.005 + 5 * Math.sqrt(0.95 * 0.05 / runs)));
    }

    @Test
    void approachesTheDeltaMethodWithManyConversions() {
        Proportion control = new Proportion(200_000, 1_000_000);
        Proportion treatment = new Proportion(204_000, 1_000_000);
        double relative = Math.sqrt(
                (1 - treatment.rate()) / treatment.conversions() + (1 - control.rate()) / control.conversions());
        Interval lift = NewcombeInterval.ofLift(control, treatment, 0.05).orNull();
        assertThat(lift.lower()).isCloseTo(0.02 - 1.02 * 1.959964 * relative, within(1e-4));
        assertThat(lift.upper()).isCloseTo(0.02 + 1.02 * 1.959964 * relative, within(1e-4));
    }

    @Test
    void sayWhyThereIsNone() {
        Proportion nobody = new Proportion(0, 0);
        Proportion none = new Proportion(0, 10);
        assertThat(WilsonInterval.of(nobody, 0.05).reason()).isEqualTo(Computed.Reason.NO_TRIALS);
        assertThat(NewcombeInterval.ofDifference(nobody, none, 0.05).reason()).isEqualTo(Computed.Reason.NO_TRIALS);
        assertThat(NewcombeInterval.ofLift(none, none, 0.05).reason()).isEqualTo(Computed.Reason.ZERO_BASELINE);
        assertThat(TwoProportionTest.of(none, none).reason()).isEqualTo(Computed.Reason.ZERO_VARIANCE);
        assertThat(TwoProportionTest.of(none, nobody).reason()).isEqualTo(Computed.Reason.NO_TRIALS);
        assertThat(TwoProportionTest.of(none, none)
                        .map(TwoProportionTest::pValue)
                        .orNull())
                .isNull();
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 2));
    }

    private static Proportion draw(Random random, int trials, double rate) {
        int conversions = 0;
        for (int i = 0; i < trials; i++) {
            conversions += random.nextDouble() < rate ? 1 : 0;
        }
        return new Proportion(conversions, trials);
    }

    private static Random seeded() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
