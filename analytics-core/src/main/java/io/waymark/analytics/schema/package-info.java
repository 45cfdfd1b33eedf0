/** Creates and upgrades the product's own database schema. */
@NullMarked
package io.waymark.analytics.schema;

import org.jspecify.annotations.NullMarked;
