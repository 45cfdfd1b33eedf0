/** What an experiment has shown so far, and what to do about it. */
@NullMarked
package io.waymark.analytics.experiment.report;

import org.jspecify.annotations.NullMarked;
