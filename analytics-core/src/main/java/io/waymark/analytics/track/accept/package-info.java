/** Acceptance, on the caller's side: limits, ids, clocks, clean properties. */
@NullMarked
package io.waymark.analytics.track.accept;

import org.jspecify.annotations.NullMarked;
