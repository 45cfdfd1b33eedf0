/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

import io.waymark.analytics.annotation.TrackEvent;
import org.springframework.stereotype.Service;

/** Makes customers of visitors. */
@Service
class SignUp {

    private final Customers customers;

    SignUp(Customers customers) {
        this.customers = customers;
    }

    @TrackEvent(value = "signed_up", userId = "#form.userName", condition = "#result")
    public boolean signUp(SignUpForm form) {
        return customers.add(form.userName(), form.name(), form.password(), Role.CUSTOMER);
    }
}
