/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import io.waymark.sample.catalog.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order that was paid for.
 *
 * @param number the number on the invoice
 * @param reference names the order in addresses, where a number could be guessed
 * @param fullName who gets the plants
 * @param email where the confirmation goes
 * @param placedAt when it was placed
 * @param total what was paid
 * @param lines what was bought
 */
public record Order(
        long number, UUID reference, String fullName, String email, Instant placedAt, Money total, List<Line> lines) {

    /** {@return the number of plants} */
    public int quantity() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    /**
     * One kind of plant in an order.
     *
     * @param slug identifies the plant
     * @param name its name
     * @param quantity how many
     * @param price price of one at the time
     */
    public record Line(String slug, String name, int quantity, Money price) {}
}
