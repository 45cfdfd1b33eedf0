/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.cart;

import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.sample.catalog.Plant;
import org.springframework.stereotype.Service;

/** Fills and empties the cart of the visitor who asks. */
@Service
class CartService {

    private final Cart cart;

    CartService(Cart cart) {
        this.cart = cart;
    }

    @TrackEvent(
            value = "cart_added",
            properties = {"slug=#plant.slug", "price=#plant.price.euros"})
    public void add(Plant plant, @EventProperty int quantity) {
        cart.add(plant, quantity);
    }

    void change(Plant plant, int quantity) {
        cart.change(plant, quantity);
    }

    @TrackEvent(value = "cart_removed", properties = "slug=#plant.slug")
    public void remove(Plant plant) {
        cart.change(plant, 0);
    }
}
