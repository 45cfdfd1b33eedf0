/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts over time: overview, series, properties of events, the list of events and the latest of them. */
@NullMarked
package io.waymark.analytics.trend;

import org.jspecify.annotations.NullMarked;
