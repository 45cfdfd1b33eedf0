/** Writes the lists that ship in analytics-core anew. */
@NullMarked
package io.waymark.benchmarks.lists;

import org.jspecify.annotations.NullMarked;
