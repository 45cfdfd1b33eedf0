/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.errors;

import io.waymark.analytics.experiment.stats.SrmTest;
import io.waymark.benchmarks.errors.PeekingTrial.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Prints how often each way of deciding is wrong when somebody looks every day, how often intervals miss, and how often a
 * sound experiment is called unhealthy. Fixed seeds: every run prints the same.
 *
 * <p>Arguments: how many simulated experiments, 20,000 unless given.
 */
public final class ErrorRates {

    private static final int DAYS = 20;
    private static final int PER_DAY = 250;
    private static final double RATE = 0.1;

    private ErrorRates() {}

    /**
     * Runs all simulations.
     *
     * @param arguments how many simulated experiments
     */
    public static void main(String... arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        System.out.printf(
                Locale.ROOT, "%n%d experiments, %d looks, %d people a look and variant%n%n", runs, DAYS, PER_DAY);
        System.out.println("| true lift | daily z test | 95 % chance to win | sequence | hybrid | single look |");
        System.out.println("|---|---|---|---|---|---|");
        for (double lift : new double[] {0, 0.1, 0.15, 0.2}) {
            Verdict[] verdicts = IntStream.range(0, runs)
                    .parallel()
                    .mapToObj(
                            run -> new PeekingTrial(DAYS, PER_DAY, RATE, lift).run(new SplittableRandom(run * 31L + 7)))
                    .toArray(Verdict[]::new);
            System.out.printf(
                    Locale.ROOT,
                    "| %.0f %% | %s | %s | %s | %s | %s |%n",
                    100 * lift,
                    share(verdicts, each -> each.daily),
                    share(verdicts, each -> each.chance),
                    share(verdicts, each -> each.sequence),
                    share(verdicts, each -> each.hybrid),
                    share(verdicts, each -> each.single));
            System.out.printf(
                    Locale.ROOT, "<!-- sequence covers at all looks: %s -->%n", share(verdicts, each -> each.covered));
        }
        Coverage coverage = new Coverage();
        SplittableRandom random = new SplittableRandom(42);
        IntStream.range(0, runs).forEach(run -> coverage.draw(random));
        System.out.printf("%n| interval, 95 %% | covers |%n|---|---|%n");
        coverage.shares()
                .forEach((name, share) -> System.out.printf(Locale.ROOT, "| %s | %.2f %% |%n", name, 100 * share));
        System.out.printf(Locale.ROOT, "%nsample ratio alarm on sound data: %.3f %%%n", 100 * srm(10 * runs));
    }

    private static double srm(int runs) {
        SplittableRandom random = new SplittableRandom(4711);
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            long[] seen = new long[3];
            for (int person = 0; person < 3_000; person++) {
                seen[random.nextInt(3)]++;
            }
            alarms += SrmTest.of(List.of(seen[0], seen[1], seen[2]), List.of(1, 1, 1))
                            .alarm()
                    ? 1
                    : 0;
        }
        return (double) alarms / runs;
    }

    private static String share(Verdict[] verdicts, Predicate<Verdict> which) {
        long count = Arrays.stream(verdicts).filter(which).count();
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / verdicts.length);
    }
}
