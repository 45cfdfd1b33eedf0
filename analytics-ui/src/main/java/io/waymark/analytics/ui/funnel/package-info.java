/** The pages about funnels. */
@NullMarked
package io.waymark.analytics.ui.funnel;

import org.jspecify.annotations.NullMarked;
