/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is shared by counts of steps: their names, ways of them in memory, and the walk over events that tells them. */
@NullMarked
package io.waymark.analytics.journey.step;

import org.jspecify.annotations.NullMarked;
