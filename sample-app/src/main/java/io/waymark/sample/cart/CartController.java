/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.cart;

import io.waymark.sample.catalog.NoSuchPageException;
import io.waymark.sample.catalog.Plant;
import io.waymark.sample.catalog.Plants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The cart's page and its buttons. */
@Controller
class CartController {

    private final Plants plants;
    private final CartService carts;

    CartController(Plants plants, CartService carts) {
        this.plants = plants;
        this.carts = carts;
    }

    @GetMapping("/cart")
    String cart() {
        return "cart";
    }

    @PostMapping("/cart/{slug}")
    String add(@PathVariable String slug, @RequestParam(defaultValue = "1") int quantity) {
        carts.add(plant(slug), quantity);
        return "redirect:/cart";
    }

    @PostMapping("/cart/{slug}/quantity")
    String change(@PathVariable String slug, @RequestParam int quantity) {
        if (quantity <= 0) {
            carts.remove(plant(slug));
        } else {
            carts.change(plant(slug), quantity);
        }
        return "redirect:/cart";
    }

    private Plant plant(String slug) {
        return plants.find(slug).orElseThrow(() -> new NoSuchPageException(slug));
    }
}
