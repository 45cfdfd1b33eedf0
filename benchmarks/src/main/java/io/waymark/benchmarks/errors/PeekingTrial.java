/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.errors;

import io.waymark.analytics.experiment.stats.Normal;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.TwoProportionTest;
import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import io.waymark.analytics.experiment.stats.mean.WelchTest;
import io.waymark.analytics.experiment.stats.sequential.HybridTest;
import java.util.SplittableRandom;

/**
 * One experiment that is looked at every day: two variants, as many people in each every day, who convert or not.
 *
 * @param days how many days
 * @param perDay how many people a day and variant
 * @param rate the rate of the control
 * @param lift the true relative lift
 */
record PeekingTrial(int days, int perDay, double rate, double lift) {

    static final double ALPHA = 0.05;

    /**
     * Runs it once.
     *
     * @param random decides who converts
     * @return what each way of deciding would have said
     */
    Verdict run(SplittableRandom random) {
        HybridTest hybrid = new HybridTest(ALPHA, 2L * days * perDay);
        HybridTest unplanned = new HybridTest(ALPHA, 0);
        long control = 0;
        long treatment = 0;
        Verdict verdict = new Verdict();
        verdict.covered = true;
        for (int day = 1; day <= days; day++) {
            control += conversions(random, rate);
            treatment += conversions(random, rate * (1 + lift));
            long n = (long) day * perDay;
            Proportion c = new Proportion(control, n);
            Proportion t = new Proportion(treatment, n);
            Effect effect = WelchTest.absolute(Arm.of(c), Arm.of(t)).orNull();
            TwoProportionTest z = TwoProportionTest.of(c, t).orNull();
            if (effect == null || z == null) {
                continue;
            }
            verdict.daily |= z.pValue() < ALPHA;
            double chance = NormalPosterior.of(effect, Prior.FLAT).chanceAboveZero();
            verdict.chance |= chance > 0.95 || chance < 0.05;
            verdict.sequence |= unplanned.whileRunning(effect, 2.0 * n).significant();
            verdict.covered &=
                    unplanned.whileRunning(effect, 2.0 * n).interval().contains(rate * lift);
            verdict.hybrid |= hybrid.whileRunning(effect, 2.0 * n).significant();
            if (day == days) {
                verdict.single = z.pValue() < ALPHA;
                verdict.hybrid |= z.pValue() < hybrid.fixedAlpha();
            }
        }
        return verdict;
    }

    private long conversions(SplittableRandom random, double probability) {
        long conversions = 0;
        for (int person = 0; person < perDay; person++) {
            conversions += random.nextDouble() < probability ? 1 : 0;
        }
        return conversions;
    }

    /** How far a share of so many trials may be off by chance, with 99.9 %. */
    static double noise(double share, int trials) {
        return Normal.quantile(0.001) * Math.sqrt(share * (1 - share) / trials);
    }

    /** Whether each way of deciding found a difference at any look. */
    static final class Verdict {
        boolean daily;
        boolean chance;
        boolean sequence;
        boolean hybrid;
        boolean single;
        boolean covered;
    }
}
