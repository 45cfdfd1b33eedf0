/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Shares as people read and set them: in per cent. Weights sum up to 100 and have two decimals at most. */
public final class Percentages {

    private static final int ALL = 10_000;

    private Percentages() {}

    /**
     * A share as per cent.
     *
     * @param share the share; 1 for all
     * @return per cent with six decimals at most
     */
    public static String of(double share) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /**
     * Weights as per cent.
     *
     * @param weights weights relative to each other
     * @return their shares, which sum up to 100
     */
    public static List<String> of(List<Integer> weights) {
        long sum = weights.stream().mapToLong(each -> each).sum();
        List<String> shares = new ArrayList<>();
        long before = 0;
        long sumSoFar = 0;
        for (int weight : weights) {
            sumSoFar += weight;
            long upTo = sum == 0 ? 0 : Math.round((double) sumSoFar * ALL / sum);
            shares.add(BigDecimal.valueOf(upTo - before, 2).stripTrailingZeros().toPlainString());
            before = upTo;
        }
        return shares;
    }

    /**
     * Per cent as weights.
     *
     * @param shares the shares; an empty one is 0
     * @return whole weights in the same proportion
     * @throws InvalidInputException if one is no number of per cent, or if they do not sum up to 100
     */
    public static List<Integer> weights(List<String> shares) {
        List<Integer> basisPoints = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < shares.size(); i++) {
            int points = basisPoints(shares.get(i), "/variants/" + i + "/weight");
            basisPoints.add(points);
            sum += points;
        }
        if (sum != ALL) {
            throw new InvalidInputException(
                    "/variants",
                    "must have weights that sum up to 100 per cent, but they sum up to "
                            + BigDecimal.valueOf(sum, 2).stripTrailingZeros().toPlainString());
        }
        boolean whole = basisPoints.stream().allMatch(each -> each % 100 == 0);
        return basisPoints.stream().map(each -> whole ? each / 100 : each).toList();
    }

    /**
     * Per cent as hundredths of a per cent.
     *
     * @param percent the text; 0 if it is empty
     * @param pointer where it stands
     * @return hundredths of a per cent, from 0 to 10,000
     * @throws InvalidInputException if it is none
     */
    public static int basisPoints(String percent, String pointer) {
        try {
            int points = percent.isBlank()
                    ? 0
                    : new BigDecimal(percent.strip()).movePointRight(2).intValueExact();
            if (points >= 0 && points <= ALL) {
                return points;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidInputException(
                    pointer, "must be per cent with two decimals at most, but was '" + percent + "'");
        }
        throw new InvalidInputException(pointer, "must be from 0 to 100 per cent, but was '" + percent + "'");
    }
}
