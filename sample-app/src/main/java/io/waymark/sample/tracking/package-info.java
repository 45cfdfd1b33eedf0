/** What the shop tells Waymark beyond the annotations: page views, hooks, definitions and the visitor id. */
@NullMarked
package io.waymark.sample.tracking;

import org.jspecify.annotations.NullMarked;
