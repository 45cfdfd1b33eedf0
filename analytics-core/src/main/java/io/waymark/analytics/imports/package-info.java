/** Import of events from files: in constant memory, one line after the other, and again from where it stopped. */
@NullMarked
package io.waymark.analytics.imports;

import org.jspecify.annotations.NullMarked;
