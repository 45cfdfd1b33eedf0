/** The list of what arrives. */
@NullMarked
package io.waymark.analytics.ui.live;

import org.jspecify.annotations.NullMarked;
