/** Fits the product into the application's Spring Security. */
@NullMarked
package io.waymark.analytics.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
