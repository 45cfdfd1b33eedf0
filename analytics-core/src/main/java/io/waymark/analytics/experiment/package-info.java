/** Experiments: what they are, who may change them, and which variant a person gets. */
@NullMarked
package io.waymark.analytics.experiment;

import org.jspecify.annotations.NullMarked;
