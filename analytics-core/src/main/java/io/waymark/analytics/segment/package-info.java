/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Segments: sets of people by rule. */
@NullMarked
package io.waymark.analytics.segment;

import org.jspecify.annotations.NullMarked;
