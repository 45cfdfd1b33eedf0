/** The pages about events. */
@NullMarked
package io.waymark.analytics.ui.event;

import org.jspecify.annotations.NullMarked;
