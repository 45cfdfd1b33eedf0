/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts p values for having asked several questions at once, so that the chance of any false answer stays that of one:
 * of m sorted p values the i-th becomes {@code max over j ≤ i of min(1, (m - j + 1) p(j))}.
 *
 * <p>Source: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
 */
public final class Holm {

    private Holm() {}

    /**
     * Adjusts p values.
     *
     * @param pValues the p values
     * @return the adjusted ones, in the same order
     */
    public static List<Double> adjust(List<Double> pValues) {
        List<Integer> ascending = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        Double[] adjusted = new Double[pValues.size()];
        double largest = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            double p = pValues.get(ascending.get(rank));
            largest = Math.max(largest, Math.min(1, (pValues.size() - rank) * p));
            adjusted[ascending.get(rank)] = largest;
        }
        return List.of(adjusted);
    }
}
