/** Sets up the schema. */
@NullMarked
package io.waymark.analytics.autoconfigure.schema;

import org.jspecify.annotations.NullMarked;
