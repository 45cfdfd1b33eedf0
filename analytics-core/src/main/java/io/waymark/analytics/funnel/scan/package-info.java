/** Finds the scored attempts of funnels in columns of events. */
@NullMarked
package io.waymark.analytics.funnel.scan;

import org.jspecify.annotations.NullMarked;
