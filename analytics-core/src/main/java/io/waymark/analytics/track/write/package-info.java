/** The queue and the writer behind it, which commits events in groups. */
@NullMarked
package io.waymark.analytics.track.write;

import org.jspecify.annotations.NullMarked;
