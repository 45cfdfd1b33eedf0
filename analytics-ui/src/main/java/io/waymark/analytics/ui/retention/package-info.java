/** The page about people who come back. */
@NullMarked
package io.waymark.analytics.ui.retention;

import org.jspecify.annotations.NullMarked;
