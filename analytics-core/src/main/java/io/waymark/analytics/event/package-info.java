/** Events as they are stored: their names, their rows and the conditions that select them. */
@NullMarked
package io.waymark.analytics.event;

import org.jspecify.annotations.NullMarked;
