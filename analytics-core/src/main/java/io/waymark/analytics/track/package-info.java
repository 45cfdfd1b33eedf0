/** The way of an event into the store: the door, the hooks on both sides of it, what they decide and what is counted. */
@NullMarked
package io.waymark.analytics.track;

import org.jspecify.annotations.NullMarked;
