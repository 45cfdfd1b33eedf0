/** Mounts the dashboard. */
@NullMarked
package io.waymark.analytics.autoconfigure.ui;

import org.jspecify.annotations.NullMarked;
