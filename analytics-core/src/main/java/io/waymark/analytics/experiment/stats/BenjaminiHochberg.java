/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts p values for having asked many questions at once, so that of the answers called significant only so large a share
 * is false on average: of m sorted p values the i-th becomes {@code min over j ≥ i of min(1, p(j) m / j)}. Weaker than
 * {@link Holm}, and right for looking around; holds for independent or positively dependent questions.
 *
 * <p>Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, JRSS B 57 (1995).
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * Adjusts p values.
     *
     * @param pValues the p values
     * @return the adjusted ones, in the same order
     */
    public static List<Double> adjust(List<Double> pValues) {
        List<Integer> descending = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> pValues.get(i)).reversed())
                .toList();
        Double[] adjusted = new Double[pValues.size()];
        double least = 1;
        for (int place = 0; place < descending.size(); place++) {
            int rank = pValues.size() - place;
            double p = pValues.get(descending.get(place));
            least = Math.min(least, p * pValues.size() / rank);
            adjusted[descending.get(place)] = least;
        }
        return List.of(adjusted);
    }
}
