/** Makes chunks of events, and keeps them right. */
@NullMarked
package io.waymark.analytics.chunk.write;

import org.jspecify.annotations.NullMarked;
