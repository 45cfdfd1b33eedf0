/** Checkout, payment and orders. */
@NullMarked
package io.waymark.sample.order;

import org.jspecify.annotations.NullMarked;
