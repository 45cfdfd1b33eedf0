/** The way from a person to a variant, and the record of who has seen which. */
@NullMarked
package io.waymark.analytics.experiment.assign;

import org.jspecify.annotations.NullMarked;
