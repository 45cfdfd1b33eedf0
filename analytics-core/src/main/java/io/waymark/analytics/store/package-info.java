/** Access to the product's own tables; every feature reads and writes through it. */
@NullMarked
package io.waymark.analytics.store;

import org.jspecify.annotations.NullMarked;
