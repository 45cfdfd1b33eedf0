/** Answers reports from chunks and the events that are not in chunks yet. */
@NullMarked
package io.waymark.analytics.chunk.read;

import org.jspecify.annotations.NullMarked;
