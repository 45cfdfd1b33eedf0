/** Stylesheets and scripts of the dashboard, served from the jar. */
@NullMarked
package io.waymark.analytics.ui.asset;

import org.jspecify.annotations.NullMarked;
