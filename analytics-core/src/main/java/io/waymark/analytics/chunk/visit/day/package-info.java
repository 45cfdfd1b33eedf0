/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sums visits up day by day, so that only days in which something has changed are gone through again. */
@NullMarked
package io.waymark.analytics.chunk.visit.day;

import org.jspecify.annotations.NullMarked;
