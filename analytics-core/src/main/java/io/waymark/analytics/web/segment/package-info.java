/** Speaks the protocol of Segment's clients. */
@NullMarked
package io.waymark.analytics.web.segment;

import org.jspecify.annotations.NullMarked;
