/** The visitor's cart. */
@NullMarked
package io.waymark.sample.cart;

import org.jspecify.annotations.NullMarked;
