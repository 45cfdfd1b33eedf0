package io.waymark.sample.order;

/** The bank said no. */
final class PaymentDeclinedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PaymentDeclinedException() {
        super("The card was declined.");
    }
}
