/** What the protocols of other products' clients have in common: bodies, clocks, cross-origin requests, and the way in. */
@NullMarked
package io.waymark.analytics.web.compat;

import org.jspecify.annotations.NullMarked;
