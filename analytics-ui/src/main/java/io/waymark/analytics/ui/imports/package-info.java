/** The page on which files of events are imported. */
@NullMarked
package io.waymark.analytics.ui.imports;

import org.jspecify.annotations.NullMarked;
