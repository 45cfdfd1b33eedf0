/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How people go from event to event within a visit. */
@NullMarked
package io.waymark.analytics.journey;

import org.jspecify.annotations.NullMarked;
