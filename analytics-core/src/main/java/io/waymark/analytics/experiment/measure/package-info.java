/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Makes sums of what exposed people did: one pass over the events of each bucket of people, for all metrics at once.
 */
@NullMarked
package io.waymark.analytics.experiment.measure;

import org.jspecify.annotations.NullMarked;
