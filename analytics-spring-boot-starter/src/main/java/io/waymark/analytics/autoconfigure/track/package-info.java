/** Sets up the way of an event into the database, and the work that follows. */
@NullMarked
package io.waymark.analytics.autoconfigure.track;

import org.jspecify.annotations.NullMarked;
