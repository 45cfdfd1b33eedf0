/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import io.waymark.sample.cart.Cart;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the head and foot of every page of the shop show. */
@ControllerAdvice(basePackageClasses = ShopPage.class)
class ShopPage {

    private final Cart cart;
    private final @Nullable String trackerKey;

    ShopPage(Cart cart, @Value("${analytics.tracker.write-key:#{null}}") @Nullable String trackerKey) {
        this.cart = cart;
        this.trackerKey = trackerKey;
    }

    @ModelAttribute("cart")
    Cart cart() {
        return cart;
    }

    @ModelAttribute("trackerKey")
    @Nullable
    String trackerKey() {
        return trackerKey;
    }

    @ModelAttribute("userName")
    @Nullable
    String userName(HttpServletRequest request) {
        return request.getRemoteUser();
    }

    @ModelAttribute("analyst")
    boolean analyst(HttpServletRequest request) {
        return request.isUserInRole("ANALYST");
    }
}
