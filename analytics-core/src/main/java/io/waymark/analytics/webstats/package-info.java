/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Visits: how many, how long, where they start and end. */
@NullMarked
package io.waymark.analytics.webstats;

import org.jspecify.annotations.NullMarked;
