/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.cart;

import io.waymark.sample.catalog.Money;
import io.waymark.sample.catalog.Plant;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** What one visitor is about to buy. Lives in the visitor's HTTP session. */
@Component
@SessionScope
public class Cart implements Serializable {

    private static final int MOST_OF_ONE = 20;
    private static final Money SHIPPING = new Money(590);
    private static final Money FREE_SHIPPING_FROM = new Money(6000);

    private final Map<String, CartLine> lines = new LinkedHashMap<>();

    synchronized void add(Plant plant, int quantity) {
        lines.merge(
                plant.slug(),
                line(plant, quantity),
                (present, added) -> line(plant, present.quantity() + added.quantity()));
    }

    synchronized void change(Plant plant, int quantity) {
        if (quantity <= 0) {
            lines.remove(plant.slug());
        } else {
            lines.replace(plant.slug(), line(plant, quantity));
        }
    }

    private static CartLine line(Plant plant, int quantity) {
        return new CartLine(
                plant.slug(),
                plant.name(),
                plant.picture(),
                plant.price(),
                Math.max(1, Math.min(quantity, MOST_OF_ONE)));
    }

    /** Takes everything out. */
    public synchronized void clear() {
        lines.clear();
    }

    /** {@return a copy of the lines, in the order they were added} */
    public synchronized List<CartLine> lines() {
        return List.copyOf(lines.values());
    }

    /** {@return whether there is nothing in it} */
    public synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /** {@return the number of plants} */
    public synchronized int quantity() {
        return lines.values().stream().mapToInt(CartLine::quantity).sum();
    }

    /** {@return the price of the plants} */
    public synchronized Money subtotal() {
        return lines.values().stream().map(CartLine::total).reduce(Money.ZERO, Money::plus);
    }

    /** {@return the price of the delivery} */
    public synchronized Money shipping() {
        return lines.isEmpty() || subtotal().cents() >= FREE_SHIPPING_FROM.cents() ? Money.ZERO : SHIPPING;
    }

    /** {@return what there is to pay} */
    public synchronized Money total() {
        return subtotal().plus(shipping());
    }
}
