/** Sets up what is derived from the context of events, and whose events are not wanted. */
@NullMarked
package io.waymark.analytics.autoconfigure.enrich;

import org.jspecify.annotations.NullMarked;
