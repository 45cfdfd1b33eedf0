/** The columnar store: compact, exact copies of events, made for questions about many people. */
@NullMarked
package io.waymark.analytics.chunk;

import org.jspecify.annotations.NullMarked;
