/** Passes stored events on to other products, for as long as both are in use. */
@NullMarked
package io.waymark.analytics.track.mirror;

import org.jspecify.annotations.NullMarked;
