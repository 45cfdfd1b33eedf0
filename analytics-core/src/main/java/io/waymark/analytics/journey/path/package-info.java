/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts transitions and with which steps journeys begin, over events in their order. */
@NullMarked
package io.waymark.analytics.journey.path;

import org.jspecify.annotations.NullMarked;
