/** Import of events from a CSV file through the HTTP API. */
@NullMarked
package io.waymark.sample.imports;

import org.jspecify.annotations.NullMarked;
