/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import io.waymark.analytics.annotation.ExperimentVariant;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.sample.cart.Cart;
import io.waymark.sample.catalog.NoSuchPageException;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** From the cart to the order. */
@Controller
class CheckoutController {

    private final Cart cart;
    private final Payments payments;
    private final Orders orders;
    private final Experiments experiments;
    private final CurrentPerson visitor;

    CheckoutController(Cart cart, Payments payments, Orders orders, Experiments experiments, CurrentPerson visitor) {
        this.cart = cart;
        this.payments = payments;
        this.orders = orders;
        this.experiments = experiments;
        this.visitor = visitor;
    }

    @ModelAttribute("payments")
    List<Payment> payments() {
        return List.of(Payment.values());
    }

    @GetMapping("/checkout")
    @TrackEvent(
            value = "checkout_started",
            properties = {"amount=#model['cart'].total().euros", "items=#model['cart'].quantity()"},
            condition = "#result == 'checkout'")
    public String checkout(Model model, @Nullable Principal principal) {
        if (cart.isEmpty()) {
            return "redirect:/cart";
        }
        String variant = experiments.variant(CheckoutButton.KEY, visitor.distinctId());
        model.addAttribute("button", CheckoutButton.label(variant, cart.total()));
        model.addAttribute("form", CheckoutForm.of(principal == null ? "" : principal.getName()));
        return "checkout";
    }

    @PostMapping("/checkout")
    String order(
            @Valid @ModelAttribute("form") CheckoutForm form,
            BindingResult errors,
            Model model,
            @ExperimentVariant(value = CheckoutButton.KEY, expose = false) String variant,
            @Nullable Principal principal) {
        if (cart.isEmpty()) {
            return "redirect:/cart";
        }
        if (!errors.hasErrors()) {
            pay(form.payment(), errors);
        }
        if (errors.hasErrors()) {
            model.addAttribute("button", CheckoutButton.label(variant, cart.total()));
            return "checkout";
        }
        Order order = orders.place(cart, form, principal == null ? null : principal.getName());
        cart.clear();
        return "redirect:/orders/" + order.reference();
    }

    private void pay(Payment payment, BindingResult errors) {
        try {
            payments.pay(payment, cart.total());
        } catch (PaymentDeclinedException e) {
            errors.rejectValue("payment", "declined", "Your card was declined. Please choose another way to pay.");
        }
    }

    @GetMapping("/orders/{reference}")
    String placed(@PathVariable UUID reference, Model model) {
        model.addAttribute(
                "order", orders.find(reference).orElseThrow(() -> new NoSuchPageException("order " + reference)));
        return "order";
    }
}
