/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Figures that hold however often somebody looks. */
@NullMarked
package io.waymark.analytics.experiment.stats.sequential;

import org.jspecify.annotations.NullMarked;
