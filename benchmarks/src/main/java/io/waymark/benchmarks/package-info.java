/** Measurements of the product beside its alternatives, in the same run, reported as ratios. */
@NullMarked
package io.waymark.benchmarks;

import org.jspecify.annotations.NullMarked;
