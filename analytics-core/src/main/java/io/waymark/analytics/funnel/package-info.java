/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Funnels: how many people get through a sequence of steps, how fast, and where the others leave. */
@NullMarked
package io.waymark.analytics.funnel;

import org.jspecify.annotations.NullMarked;
