/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

/**
 * What is kept of the values of many people.
 *
 * @param n how many people
 * @param sum the sum of their values
 * @param sumSquares the sum of the squares of their values
 */
public record Sums(long n, double sum, double sumSquares) {

    /** Nobody. */
    public static final Sums NONE = new Sums(0, 0, 0);

    /** {@return the mean; 0 of nobody} */
    public double mean() {
        return n == 0 ? 0 : sum / n;
    }

    /** {@return the variance of one person's value, by {@code n - 1}; 0 of fewer than two people} */
    public double variance() {
        return n <= 1 ? 0 : (sumSquares - sum * sum / n) / (n - 1);
    }

    /**
     * Adds the values of other people.
     *
     * @param other their sums
     * @return the sums of all
     */
    public Sums plus(Sums other) {
        return new Sums(n + other.n, sum + other.sum, sumSquares + other.sumSquares);
    }
}
