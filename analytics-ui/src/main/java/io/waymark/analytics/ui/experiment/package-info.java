/** The pages about experiments. */
@NullMarked
package io.waymark.analytics.ui.experiment;

import org.jspecify.annotations.NullMarked;
