/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.errors;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.LiftPosterior;
import io.waymark.analytics.experiment.stats.NewcombeInterval;
import io.waymark.analytics.experiment.stats.Normal;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.WilsonInterval;
import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.mean.Cuped;
import io.waymark.analytics.experiment.stats.mean.FiellerInterval;
import io.waymark.analytics.experiment.stats.mean.PairedSums;
import io.waymark.analytics.experiment.stats.mean.PhaseStratified;
import io.waymark.analytics.experiment.stats.mean.QuantileEstimate;
import io.waymark.analytics.experiment.stats.mean.RatioMetric;
import io.waymark.analytics.experiment.stats.mean.Sums;
import io.waymark.analytics.experiment.stats.mean.WelchTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How often intervals contain what they are about. */
final class Coverage {

    private static final double ALPHA = 0.05;
    private static final int PEOPLE = 2_000;
    private static final double LIFT = 0.1;

    /** Takes a hundred times as long as all others. */
    private static final int POSTERIORS_EVERY = 20;

    private int draws;
    private final Map<String, int[]> counts = new LinkedHashMap<>();

    /** Draws people once and asks every interval. */
    void draw(SplittableRandom random) {
        shares(random);
        values(random);
        phases(random);
    }

    Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.forEach((name, of) -> shares.put(name, (double) of[0] / of[1]));
        return shares;
    }

    private void shares(SplittableRandom random) {
        double rate = 0.05;
        Proportion c = proportion(random, rate, PEOPLE);
        Proportion t = proportion(random, rate * (1 + LIFT), PEOPLE);
        count("rate, Wilson", WilsonInterval.of(c, ALPHA), rate);
        count("difference of rates, Newcombe", NewcombeInterval.ofDifference(c, t, ALPHA), rate * LIFT);
        count("lift of rates, Newcombe", NewcombeInterval.ofLift(c, t, ALPHA), LIFT);
        if (draws++ % POSTERIORS_EVERY == 0) {
            count("lift of rates, posterior", LiftPosterior.interval(c, t, ALPHA), LIFT);
        }
    }

    private void values(SplittableRandom random) {
        double[][] control = people(random, 1);
        double[][] treatment = people(random, 1 + LIFT);
        PairedSums c = pairs(control[0], control[1]);
        PairedSums t = pairs(treatment[0], treatment[1]);
        double mean = 2;
        count(
                "difference of means, Welch",
                WelchTest.absolute(Arm.of(c.first()), Arm.of(t.first())).map(effect -> effect.interval(ALPHA)),
                mean * LIFT);
        count(
                "lift of means, delta method",
                WelchTest.relative(Arm.of(c.first()), Arm.of(t.first())).map(effect -> effect.interval(ALPHA)),
                LIFT);
        Cuped cuped = Cuped.of(c, t);
        count("difference of means, CUPED", cuped.absolute().map(effect -> effect.interval(ALPHA)), mean * LIFT);
        count("lift of means, CUPED and Fieller", FiellerInterval.of(cuped, Normal.quantile(ALPHA)), LIFT);
        Arm ratioC = known(RatioMetric.arm(pairs(control[0], control[2])));
        Arm ratioT = known(RatioMetric.arm(pairs(treatment[0], treatment[2])));
        count(
                "lift of ratios, delta method",
                WelchTest.relative(ratioC, ratioT).map(effect -> effect.interval(ALPHA)),
                LIFT);
        Arrays.sort(control[0]);
        Arrays.sort(treatment[0]);
        Arm quantileC = known(QuantileEstimate.of(control[0], 0.9).arm());
        Arm quantileT = known(QuantileEstimate.of(treatment[0], 0.9).arm());
        count(
                "lift of the 90 % quantile",
                WelchTest.relative(quantileC, quantileT).map(effect -> effect.interval(ALPHA)), LIFT);
    }

    /** Weights 9:1, then 1:1, while the rate halves. */
    private void phases(SplittableRandom random) {
        Proportion c1 = proportion(random, 0.1, 3_600);
        Proportion t1 = proportion(random, 0.1 + 0.005, 400);
        Proportion c2 = proportion(random, 0.05, 2_000);
        Proportion t2 = proportion(random, 0.05 + 0.005, 2_000);
        count(
                "difference over phases",
                known(PhaseStratified.of(List.of(
                                new PhaseStratified.Phase(4_000, Arm.of(c1), Arm.of(t1)),
                                new PhaseStratified.Phase(4_000, Arm.of(c2), Arm.of(t2)))))
                        .absolute()
                        .map(effect -> effect.interval(ALPHA)),
                0.005);
    }

    /** Spend and what was spent before, which go together, and orders; the spend is exponential. */
    private static double[][] people(SplittableRandom random, double factor) {
        double[][] people = new double[3][PEOPLE];
        for (int i = 0; i < PEOPLE; i++) {
            double habit = -Math.log(1 - random.nextDouble());
            people[0][i] = factor * (habit - Math.log(1 - random.nextDouble()));
            people[1][i] = habit - 0.5 * Math.log(1 - random.nextDouble());
            people[2][i] = 1 + random.nextInt(4);
        }
        return people;
    }

    private static PairedSums pairs(double[] first, double[] second) {
        double products = 0;
        for (int i = 0; i < first.length; i++) {
            products += first[i] * second[i];
        }
        return new PairedSums(sums(first), sums(second), products);
    }

    private static Sums sums(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        return new Sums(values.length, sum, squares);
    }

    private static Proportion proportion(SplittableRandom random, double rate, int n) {
        int conversions = 0;
        for (int i = 0; i < n; i++) {
            conversions += random.nextDouble() < rate ? 1 : 0;
        }
        return new Proportion(conversions, n);
    }

    private static <T> T known(Computed<T> computed) {
        return Objects.requireNonNull(computed.orNull());
    }

    private void count(String name, Computed<Interval> interval, double truth) {
        @Nullable Interval known = interval.orNull();
        if (known != null) {
            int[] of = counts.computeIfAbsent(name, any -> new int[2]);
            of[0] += known.contains(truth) ? 1 : 0;
            of[1]++;
        }
    }
}
