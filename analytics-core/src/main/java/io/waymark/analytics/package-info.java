/** What an application uses to track: the {@link io.waymark.analytics.Analytics} façade and the values it takes. */
@NullMarked
package io.waymark.analytics;

import org.jspecify.annotations.NullMarked;
