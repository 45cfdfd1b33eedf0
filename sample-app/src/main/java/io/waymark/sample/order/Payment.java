/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

/** How a customer pays. Nothing is charged: the card that is declined is there to see a failure. */
public enum Payment {
    CARD("Card"),
    BANK_TRANSFER("Bank transfer"),
    INVOICE("Invoice, 14 days"),
    DECLINED_CARD("Test card that is declined");

    private final String label;

    Payment(String label) {
        this.label = label;
    }

    /** {@return how it is called on the page} */
    public String label() {
        return label;
    }
}
