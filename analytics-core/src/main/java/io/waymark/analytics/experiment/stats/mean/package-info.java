/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Means of people, of whatever a metric counts: what is known about them from sums, and how they compare. */
@NullMarked
package io.waymark.analytics.experiment.stats.mean;

import org.jspecify.annotations.NullMarked;
