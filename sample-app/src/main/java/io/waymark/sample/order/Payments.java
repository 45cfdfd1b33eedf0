/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.sample.catalog.Money;
import org.springframework.stereotype.Service;

/** Stands in for a payment provider. */
@Service
class Payments {

    @TrackEvent(
            value = "payment_submitted",
            properties = {"payment=#payment.name()", "amount=#amount.euros"},
            on = TrackEvent.On.BOTH)
    public void pay(Payment payment, Money amount) {
        if (payment == Payment.DECLINED_CARD) {
            throw new PaymentDeclinedException();
        }
    }
}
