/** Sets up reports, definitions and experiments. */
@NullMarked
package io.waymark.analytics.autoconfigure.report;

import org.jspecify.annotations.NullMarked;
