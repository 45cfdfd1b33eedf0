/** How events and people are written down in chunks. */
@NullMarked
package io.waymark.analytics.chunk.pack;

import org.jspecify.annotations.NullMarked;
