/** Work on a schedule, done by one instance at a time: rollup and purge. */
@NullMarked
package io.waymark.analytics.job;

import org.jspecify.annotations.NullMarked;
