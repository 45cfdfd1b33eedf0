/** The dashboard: a set of routes that a host application mounts. */
@NullMarked
package io.waymark.analytics.ui;

import org.jspecify.annotations.NullMarked;
