/** What the shop tells Waymark beyond the annotations: page views, logins, hooks and definitions. */
@NullMarked
package io.waymark.sample.tracking;

import org.jspecify.annotations.NullMarked;
