/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What is filled in at the checkout. */
record CheckoutForm(
        @NotBlank(message = "Please tell us your name.") @Size(max = 100)
        String fullName,

        @NotBlank(message = "Please tell us your e-mail address.")
        @Email(message = "This does not look like an e-mail address.")
        @Size(max = 200)
        String email,

        @NotBlank(message = "Where should the plants go?") @Size(max = 500)
        String address,

        @NotNull Payment payment) {

    static CheckoutForm of(String fullName) {
        return new CheckoutForm(fullName, "", "", Payment.CARD);
    }
}
