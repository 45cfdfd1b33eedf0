/** Annotations that an application puts on its own code. */
@NullMarked
package io.waymark.analytics.annotation;

import org.jspecify.annotations.NullMarked;
