/** Tracks calls of methods annotated with {@link io.waymark.analytics.annotation.TrackEvent @TrackEvent}. */
@NullMarked
package io.waymark.analytics.track.aop;

import org.jspecify.annotations.NullMarked;
