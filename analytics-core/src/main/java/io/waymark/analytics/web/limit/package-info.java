/** Bounds how much one sender may ask. */
@NullMarked
package io.waymark.analytics.web.limit;

import org.jspecify.annotations.NullMarked;
