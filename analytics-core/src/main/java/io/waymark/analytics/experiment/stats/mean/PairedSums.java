/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

/**
 * What is kept of two values of each of many people.
 *
 * @param first the sums of the one
 * @param second the sums of the other, of the same people
 * @param sumProducts the sum of the products of the two
 */
public record PairedSums(Sums first, Sums second, double sumProducts) {

    /** Nobody. */
    public static final PairedSums NONE = new PairedSums(Sums.NONE, Sums.NONE, 0);

    public PairedSums {
        if (first.n() != second.n()) {
            throw new IllegalArgumentException(first.n() + " people are not " + second.n());
        }
    }

    /** {@return how many people} */
    public long n() {
        return first.n();
    }

    /** {@return how the two vary together, by {@code n - 1}; 0 of fewer than two people} */
    public double covariance() {
        return n() <= 1 ? 0 : (sumProducts - first.sum() * second.sum() / n()) / (n() - 1);
    }

    /**
     * Adds the values of other people.
     *
     * @param other their sums
     * @return the sums of all
     */
    public PairedSums plus(PairedSums other) {
        return new PairedSums(first.plus(other.first), second.plus(other.second), sumProducts + other.sumProducts);
    }
}
