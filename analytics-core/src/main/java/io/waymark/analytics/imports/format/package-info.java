/** The formats of files that events are imported from. */
@NullMarked
package io.waymark.analytics.imports.format;

import org.jspecify.annotations.NullMarked;
