/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * How many marked ones are among those drawn without replacement, for counts of any size.
 *
 * <ol>
 *   <li>Start at the mode with the term 1.
 *   <li>Go up and down by the ratio of neighbours, {@code t(k+1)/t(k) = (K-k)(n-k) / ((k+1)(N-K-n+k+1))}, until the
 *       support ends or a term is less than 1e-300. The terms are log-concave, so what is left out is less still.
 *   <li>Divide by the sum of all terms.
 * </ol>
 *
 * <p>Only positive numbers are added, and no factorial or gamma function is needed: the relative error is a few roundings
 * per step, some 1e-12 at a hundred million. The number of steps grows with the standard deviation, so with √N.
 */
final class Hypergeometric {

    private static final double NEGLIGIBLE = 1e-300;

    private final double total;
    private final double marked;
    private final double drawn;
    private final long lowest;
    private final long highest;
    private final long mode;

    private Hypergeometric(long total, long marked, long drawn) {
        this.total = total;
        this.marked = marked;
        this.drawn = drawn;
        this.lowest = Math.max(0, marked + drawn - total);
        this.highest = Math.min(marked, drawn);
        long near = (long) ((marked + 1.0) * (drawn + 1.0) / (total + 2.0));
        this.mode = Math.min(highest, Math.max(lowest, near));
    }

    static Hypergeometric of(long total, long marked, long drawn) {
        return new Hypergeometric(total, marked, drawn);
    }

    /** The probability of at least so many. */
    double atLeast(long count) {
        if (count <= lowest) {
            return 1;
        }
        if (count > highest) {
            return 0;
        }
        return share((k, term) -> k >= count);
    }

    /** The probability of all numbers that are no more likely than this one, ties within a share of it included. */
    double probabilityOfAtMost(long count, double tie) {
        double[] observed = new double[1];
        each((k, term) -> observed[0] = k == count ? term : observed[0]);
        double limit = observed[0] * (1 + tie);
        return share((k, term) -> term <= limit);
    }

    private double share(Choice choice) {
        double[] sums = new double[2];
        each((k, term) -> sums[choice.takes(k, term) ? 0 : 1] += term);
        return sums[0] / (sums[0] + sums[1]);
    }

    private void each(Visitor visitor) {
        double term = 1;
        for (long k = mode; k <= highest && term > NEGLIGIBLE; k++) {
            visitor.visit(k, term);
            term *= (marked - k) * (drawn - k) / ((k + 1.0) * (total - marked - drawn + k + 1));
        }
        term = 1;
        for (long k = mode; k > lowest && term > NEGLIGIBLE; k--) {
            term *= k * (total - marked - drawn + k) / ((marked - k + 1) * (drawn - k + 1));
            visitor.visit(k - 1, term);
        }
    }

    private interface Visitor {
        void visit(long count, double term);
    }

    private interface Choice {
        boolean takes(long count, double term);
    }
}
