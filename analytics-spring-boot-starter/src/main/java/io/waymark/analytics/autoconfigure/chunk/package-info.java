/** Sets up the columnar store. */
@NullMarked
package io.waymark.analytics.autoconfigure.chunk;

import org.jspecify.annotations.NullMarked;
