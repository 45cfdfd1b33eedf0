/** Weeks of made-up but plausible visitors, played through the real ingest path. */
@NullMarked
package io.waymark.sample.demo;

import org.jspecify.annotations.NullMarked;
