/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.SrmTest;
import io.waymark.analytics.experiment.stats.TwoProportionTest;
import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.WelchTest;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Equal and unequal variants, looked at on each of 20 days. Seeds are fixed, so that each run sees the same. */
class PeekingTests {

    private static final double ALPHA = 0.05;
    private static final int RUNS = 2_000;
    private static final int DAYS = 20;
    private static final int PER_DAY = 200;

    private int daily;
    private int hybrid;
    private int sequence;
    private int uncovered;
    private int single;

    @Test
    void equalVariantsAreRarelyToldApartHoweverOftenOneLooks() {
        run(0);

        assertThat(hybrid).isLessThanOrEqualTo((int) (ALPHA * RUNS));
        assertThat(sequence).isLessThanOrEqualTo((int) (ALPHA * RUNS));
        assertThat(uncovered).isLessThanOrEqualTo((int) (ALPHA * RUNS));
        assertThat(daily).as("what looking daily at a fixed test does").isGreaterThan((int) (4 * ALPHA * RUNS));
    }

    @Test
    void keepsMostOfThePowerOfASingleLook() {
        run(0.15);

        assertThat(hybrid).isGreaterThanOrEqualTo(single - (int) (0.05 * RUNS));
        assertThat(uncovered).isLessThanOrEqualTo((int) (ALPHA * RUNS));
        assertThat(sequence).isLessThan(hybrid);
    }

    @Test
    void soundDataIsRarelyCalledUnhealthy() {
        SplittableRandom random = new SplittableRandom(3);
        int alarms = 0;
        for (int run = 0; run < 10_000; run++) {
            long first = 0;
            for (int person = 0; person < 1_000; person++) {
                first += random.nextInt(2);
            }
            alarms += SrmTest.of(List.of(first, 1_000 - first), List.of(1, 1)).alarm() ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    private void run(double lift) {
        double rate = 0.1;
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(run * 31L + 7);
            HybridTest planned = new HybridTest(ALPHA, 2L * DAYS * PER_DAY);
            HybridTest unplanned = new HybridTest(ALPHA, 0);
            long c = 0;
            long t = 0;
            boolean found = false;
            boolean always = false;
            boolean naive = false;
            boolean covered = true;
            for (int day = 1; day <= DAYS; day++) {
                c += conversions(random, rate);
                t += conversions(random, rate * (1 + lift));
                long n = (long) day * PER_DAY;
                Proportion control = new Proportion(c, n);
                Proportion treatment = new Proportion(t, n);
                Effect effect =
                        WelchTest.absolute(Arm.of(control), Arm.of(treatment)).orNull();
                double p = TwoProportionTest.of(control, treatment).orNull().pValue();
                naive |= p < ALPHA;
                always |= unplanned.whileRunning(effect, 2.0 * n).significant();
                covered &= unplanned.whileRunning(effect, 2.0 * n).interval().contains(rate * lift);
                found |= planned.whileRunning(effect, 2.0 * n).significant();
                if (day == DAYS) {
                    found |= p < planned.fixedAlpha();
                    single += p < ALPHA ? 1 : 0;
                }
            }
            daily += naive ? 1 : 0;
            hybrid += found ? 1 : 0;
            sequence += always ? 1 : 0;
            uncovered += covered ? 0 : 1;
        }
    }

    private static long conversions(SplittableRandom random, double rate) {
        long conversions = 0;
        for (int person = 0; person < PER_DAY; person++) {
            conversions += random.nextDouble() < rate ? 1 : 0;
        }
        return conversions;
    }
}
