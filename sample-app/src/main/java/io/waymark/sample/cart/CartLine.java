/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.cart;

import io.waymark.sample.catalog.Money;
import java.io.Serializable;

/**
 * One kind of plant in a cart.
 *
 * @param slug identifies the plant
 * @param name its name
 * @param picture the address of its picture
 * @param price price of one
 * @param quantity how many
 */
public record CartLine(String slug, String name, String picture, Money price, int quantity) implements Serializable {

    /** {@return the price of all of them} */
    public Money total() {
        return price.times(quantity);
    }
}
