/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class BetaBinomialTests {

    private static final double[] LOG_FACTORIALS = new double[10_000];

    static {
        for (int i = 1; i < LOG_FACTORIALS.length; i++) {
            LOG_FACTORIALS[i] = LOG_FACTORIALS[i - 1] + Math.log(i);
        }
    }

    @Test
    void agreesWithTheClosedFormOfMiller() {
        Random random = seeded();
        for (int i = 0; i < 500; i++) {
            Proportion control = randomProportion(random, 2_000);
            Proportion treatment = randomProportion(random, 2_000);
            assertThat(BetaBinomial.chanceToWin(control, treatment))
                    .as("%s %s", control, treatment)
                    .isCloseTo(closedForm(control, treatment), within(1e-9));
        }
    }

    @Test
    void oneOfTwoWins() {
        Random random = seeded();
        for (int i = 0; i < 500; i++) {
            Proportion control = randomProportion(random, 100_000_000);
            Proportion treatment = randomProportion(random, 100_000_000);
            assertThat(BetaBinomial.chanceToWin(control, treatment) + BetaBinomial.chanceToWin(treatment, control))
                    .as("%s %s", control, treatment)
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void staysExactAtHundredsOfMillions() {
        Proportion control = new Proportion(100_000_000, 1_000_000_000);
        Proportion treatment = new Proportion(100_030_000, 1_000_000_000);
        double z = TwoProportionTest.of(control, treatment).orNull().z();

        assertThat(BetaBinomial.chanceToWin(control, treatment)).isCloseTo(1 - Normal.pValue(z) / 2, within(1e-6));
        assertThat(BetaBinomial.chanceToWin(control, control)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void keepsTheDigitsOfHopelessCases() {
        Proportion control = new Proportion(600, 1_000);
        Proportion treatment = new Proportion(100, 1_000);
        assertThat(BetaBinomial.chanceToWin(control, treatment)).isPositive().isLessThan(1e-100);
        assertThat(BetaBinomial.expectedLoss(treatment, control)).isBetween(0.0, 1e-15);
        assertThat(BetaBinomial.expectedLoss(control, treatment)).isCloseTo(501.0 / 1002, within(0.002));
    }

    @Test
    void lossesDifferByTheDifferenceOfTheMeans() {
        Random random = seeded();
        for (int i = 0; i < 200; i++) {
            Proportion control = randomProportion(random, 5_000);
            Proportion treatment = randomProportion(random, 5_000);
            double difference = BetaBinomial.mean(treatment) - BetaBinomial.mean(control);
            assertThat(BetaBinomial.expectedLoss(treatment, control) - BetaBinomial.expectedLoss(control, treatment))
                    .isCloseTo(difference, within(1e-12));
        }
    }

    @Test
    void liftIntervalHoldsTheMassItShould() {
        Random random = seeded();
        int[][] cases = {{1, 20, 3, 25}, {5, 50, 15, 50}, {100, 1_000, 130, 1_000}, {2_500, 10_000, 0, 10_000}};
        for (int[] c : cases) {
            Proportion control = new Proportion(c[0], c[1]);
            Proportion treatment = new Proportion(c[2], c[3]);
            Interval interval = LiftPosterior.interval(control, treatment, 0.05).orNull();
            BetaDistribution a = BetaBinomial.posterior(control);
            BetaDistribution b = BetaBinomial.posterior(treatment);
            int below = 0;
            int above = 0;
            int draws = 40_000;
            for (int i = 0; i < draws; i++) {
                double lift = b.inverseCumulativeProbability(random.nextDouble())
                                / a.inverseCumulativeProbability(random.nextDouble())
                        - 1;
                below += lift < interval.lower() ? 1 : 0;
                above += lift > interval.upper() ? 1 : 0;
            }
            // Five standard errors of a share of 0.025.
            double error = 5 * Math.sqrt(0.025 * 0.975 / draws);
            assertThat((double) below / draws).as("%s", (Object) c).isCloseTo(0.025, within(error));
            assertThat((double) above / draws).as("%s", (Object) c).isCloseTo(0.025, within(error));
        }
    }

    @Test
    void liftOverNothingIsNoFigure() {
        assertThat(LiftPosterior.interval(new Proportion(0, 100), new Proportion(3, 100), 0.05)
                        .reason())
                .isEqualTo(Computed.Reason.ZERO_BASELINE);
    }

    private static double closedForm(Proportion control, Proportion treatment) {
        double aA = control.conversions() + 1;
        double bA = control.trials() - control.conversions() + 1;
        double aB = treatment.conversions() + 1;
        double bB = treatment.trials() - treatment.conversions() + 1;
        double sum = 0;
        for (int i = 0; i < aB; i++) {
            sum += Math.exp(logBeta(aA + i, bA + bB) - Math.log(bB + i) - logBeta(1 + i, bB) - logBeta(aA, bA));
        }
        return sum;
    }

    /** For whole numbers, from factorials. */
    private static double logBeta(double a, double b) {
        return LOG_FACTORIALS[(int) a - 1] + LOG_FACTORIALS[(int) b - 1] - LOG_FACTORIALS[(int) (a + b) - 1];
    }

    private static Proportion randomProportion(Random random, int bound) {
        int trials = 1 + random.nextInt(bound);
        return new Proportion(random.nextInt(trials + 1), trials);
    }

    private static Random seeded() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
