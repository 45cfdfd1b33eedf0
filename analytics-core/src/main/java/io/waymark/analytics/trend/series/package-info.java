/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Measures over time, told apart by a property. */
@NullMarked
package io.waymark.analytics.trend.series;

import org.jspecify.annotations.NullMarked;
