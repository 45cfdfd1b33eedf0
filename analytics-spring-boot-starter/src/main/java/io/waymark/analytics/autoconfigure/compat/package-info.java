/** Sets up the protocols of other products' clients, and passing events on to those products. */
@NullMarked
package io.waymark.analytics.autoconfigure.compat;

import org.jspecify.annotations.NullMarked;
