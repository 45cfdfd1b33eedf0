/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.experiment.Experiment.Phase;
import io.waymark.analytics.experiment.stats.SrmTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketingTests {

    private static final int UNITS = 100_000;
    /** Keys, not chance, decide here: the same on every run, so the limit can be low. */
    private static final double UNLIKELY = 0.001;

    @Test
    void spreadsPeopleAsTheWeightsSay() {
        for (List<Integer> weights : List.of(List.of(1, 1), List.of(1, 2, 7), List.of(99, 1), List.of(1, 0, 1))) {
            List<Long> counts = new ArrayList<>();
            weights.forEach(weight -> counts.add(0L));
            for (int i = 0; i < UNITS; i++) {
                int variant = Bucketing.variant("colour", phase(10_000, weights), "visitor-" + i);
                counts.set(variant, counts.get(variant) + 1);
            }
            assertThat(SrmTest.of(counts, weights).pValue())
                    .as("%s %s", weights, counts)
                    .isGreaterThan(UNLIKELY);
            for (int i = 0; i < weights.size(); i++) {
                assertThat(counts.get(i) == 0).isEqualTo(weights.get(i) == 0);
            }
        }
    }

    @Test
    void trafficSaysNothingAboutTheVariant() {
        int[][] table = new int[10][2];
        for (int i = 0; i < UNITS; i++) {
            String unit = "visitor-" + i;
            table[Bucketing.bucket("colour", "traffic", unit) / 1_000][
                    Bucketing.variant("colour", phase(10_000, List.of(1, 1)), unit)]++;
        }
        assertIndependent(table);
    }

    @Test
    void oneExperimentSaysNothingAboutAnother() {
        int[][] table = new int[3][3];
        Phase thirds = phase(10_000, List.of(1, 1, 1));
        for (int i = 0; i < UNITS; i++) {
            String unit = "visitor-" + i;
            table[Bucketing.variant("checkout-1", thirds, unit)][Bucketing.variant("checkout-2", thirds, unit)]++;
        }
        assertIndependent(table);
    }

    @Test
    void everyBucketIsUsed() {
        int[] used = new int[Bucketing.BUCKETS];
        for (int i = 0; i < 10 * UNITS; i++) {
            used[Bucketing.bucket("colour", "variant", "visitor-" + i)]++;
        }
        assertThat(Arrays.stream(used).min().getAsInt()).isPositive();
        List<Long> counts = Arrays.stream(used).mapToObj(Long::valueOf).toList();
        assertThat(SrmTest.of(counts, counts.stream().map(count -> 1).toList()).pValue())
                .isGreaterThan(UNLIKELY);
    }

    @Test
    void raisingTheTrafficMovesNobody() {
        for (int i = 0; i < UNITS; i++) {
            int before = Bucketing.variant("colour", phase(1_000, List.of(1, 1)), "visitor-" + i);
            int after = Bucketing.variant("colour", phase(9_000, List.of(1, 1)), "visitor-" + i);
            assertThat(before == Bucketing.OUTSIDE || before == after).isTrue();
        }
    }

    @Test
    void anyWeightsGiveTenThousandBasisPoints() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            List<Integer> weights = new ArrayList<>();
            weights.add(1);
            for (int i = random.nextInt(20); i > 0; i--) {
                weights.add(random.nextBoolean() ? random.nextInt(3) : random.nextInt(1_000_001));
            }
            int[] basisPoints = Bucketing.basisPoints(weights);
            double sum = weights.stream().mapToLong(i -> i).sum();
            assertThat(Arrays.stream(basisPoints).sum()).as("%s", weights).isEqualTo(10_000);
            for (int i = 0; i < basisPoints.length; i++) {
                assertThat(Math.abs(basisPoints[i] - weights.get(i) / sum * 10_000))
                        .as("%s", weights)
                        .isLessThan(1);
            }
        }
    }

    private static void assertIndependent(int[][] table) {
        double chiSquare = 0;
        for (int[] row : table) {
            for (int column = 0; column < row.length; column++) {
                int at = column;
                double expected = (double) Arrays.stream(row).sum()
                        * Arrays.stream(table).mapToInt(each -> each[at]).sum()
                        / UNITS;
                chiSquare += Math.pow(row[column] - expected, 2) / expected;
            }
        }
        int degreesOfFreedom = (table.length - 1) * (table[0].length - 1);
        assertThat(org.apache.commons.statistics.distribution.ChiSquaredDistribution.of(degreesOfFreedom)
                        .survivalProbability(chiSquare))
                .isGreaterThan(UNLIKELY);
    }

    private static Phase phase(int traffic, List<Integer> weights) {
        return new Phase(1, Instant.EPOCH, traffic, weights);
    }
}
