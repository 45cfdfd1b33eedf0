/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * An amount in euros.
 *
 * @param cents the amount in cents
 */
public record Money(long cents) implements Serializable {

    /** Nothing. */
    public static final Money ZERO = new Money(0);

    /**
     * Adds.
     *
     * @param other what to add
     * @return the sum
     */
    public Money plus(Money other) {
        return new Money(cents + other.cents);
    }

    /**
     * Multiplies.
     *
     * @param quantity how often
     * @return the product
     */
    public Money times(int quantity) {
        return new Money(cents * quantity);
    }

    /** {@return the amount in euros, with two decimals} */
    public BigDecimal euros() {
        return BigDecimal.valueOf(cents, 2);
    }

    @Override
    public String toString() {
        return "€ " + euros().toPlainString();
    }
}
