/** Who may open the dashboard, and that changes come from its own pages. */
@NullMarked
package io.waymark.analytics.ui.access;

import org.jspecify.annotations.NullMarked;
