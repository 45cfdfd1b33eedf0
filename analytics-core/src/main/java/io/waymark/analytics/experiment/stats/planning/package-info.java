/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How many people an experiment needs. */
@NullMarked
package io.waymark.analytics.experiment.stats.planning;

import org.jspecify.annotations.NullMarked;
