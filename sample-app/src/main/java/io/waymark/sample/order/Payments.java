package io.waymark.sample.order;

import io.waymark.sample.catalog.Money;
import org.springframework.stereotype.Service;

/** Stands in for a payment provider. */
@Service
class Payments {

    void pay(Payment payment, Money amount) {
        if (payment == Payment.DECLINED_CARD) {
            throw new PaymentDeclinedException();
        }
    }
}
