/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.waymark.analytics.experiment.Experiment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Decides by hash who takes part in an experiment and which variant they get. Pure, and the same on every machine:
 *
 * <ol>
 *   <li>{@code bucket(purpose) = floorMod(murmur3_128(seed 0, UTF-8 of salt + ":" + purpose + ":" + unit id), 10000)},
 *       from the first 64 bits of the hash.
 *   <li>A unit takes part if its bucket for {@code traffic} is less than the traffic in basis points. Raising the traffic
 *       only lets more in.
 *   <li>Weights are brought to a sum of 10,000 basis points by largest remainder, ties to the earlier variant. The unit
 *       gets the first variant at which the sum of basis points exceeds its bucket for {@code variant}.
 * </ol>
 *
 * <p>Two hashes, because with one the units of a small traffic would all come from the first variant.
 */
final class Bucketing {

    static final int BUCKETS = 10_000;
    static final int OUTSIDE = -1;

    private static final HashFunction MURMUR3 = Hashing.murmur3_128(0);

    private Bucketing() {}

    /** The position of the variant that a unit gets by a phase, or {@link #OUTSIDE} if it does not take part. */
    static int variant(String salt, Experiment.Phase phase, String unitId) {
        return bucket(salt, "traffic", unitId) < phase.trafficBasisPoints()
                ? variant(basisPoints(phase.weights()), bucket(salt, "variant", unitId))
                : OUTSIDE;
    }

    static int bucket(String salt, String purpose, String unitId) {
        long hash = MURMUR3.hashString(salt + ":" + purpose + ":" + unitId, StandardCharsets.UTF_8)
                .asLong();
        return (int) Math.floorMod(hash, (long) BUCKETS);
    }

    static int variant(int[] basisPoints, int bucket) {
        int sum = 0;
        for (int i = 0; i < basisPoints.length; i++) {
            sum += basisPoints[i];
            if (bucket < sum) {
                return i;
            }
        }
        throw new IllegalArgumentException("Basis points sum up to " + sum);
    }

    static int[] basisPoints(List<Integer> weights) {
        long sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int[] basisPoints = new int[weights.size()];
        long[] remainders = new long[weights.size()];
        int left = BUCKETS;
        for (int i = 0; i < basisPoints.length; i++) {
            long scaled = (long) weights.get(i) * BUCKETS;
            basisPoints[i] = (int) (scaled / sum);
            remainders[i] = scaled % sum;
            left -= basisPoints[i];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < remainders.length; i++) {
                largest = remainders[i] > remainders[largest] ? i : largest;
            }
            basisPoints[largest]++;
            remainders[largest] = -1;
        }
        return basisPoints;
    }
}
