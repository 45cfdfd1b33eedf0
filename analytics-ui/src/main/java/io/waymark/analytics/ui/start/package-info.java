/** The page that leads to the first event. */
@NullMarked
package io.waymark.analytics.ui.start;

import org.jspecify.annotations.NullMarked;
