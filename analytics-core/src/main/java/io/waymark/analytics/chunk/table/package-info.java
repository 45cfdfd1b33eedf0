/** The tables that hold chunks. */
@NullMarked
package io.waymark.analytics.chunk.table;

import org.jspecify.annotations.NullMarked;
