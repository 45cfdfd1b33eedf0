/** The statistics of experiments, on plain numbers, each formula with its source. */
@NullMarked
package io.waymark.analytics.experiment.stats;

import org.jspecify.annotations.NullMarked;
