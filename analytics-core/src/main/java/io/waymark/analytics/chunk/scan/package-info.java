/** Ways through columns that several features share. */
@NullMarked
package io.waymark.analytics.chunk.scan;

import org.jspecify.annotations.NullMarked;
