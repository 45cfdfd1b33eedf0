/** The page that sums everything up. */
@NullMarked
package io.waymark.analytics.ui.overview;

import org.jspecify.annotations.NullMarked;
