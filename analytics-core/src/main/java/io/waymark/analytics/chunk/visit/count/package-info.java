/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sums visits up. */
@NullMarked
package io.waymark.analytics.chunk.visit.count;

import org.jspecify.annotations.NullMarked;
