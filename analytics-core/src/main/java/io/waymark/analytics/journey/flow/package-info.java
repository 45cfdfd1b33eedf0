/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts steps at their places in journeys, over events in their order. */
@NullMarked
package io.waymark.analytics.journey.flow;

import org.jspecify.annotations.NullMarked;
