/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The page that tells how the way of events into the database, and the jobs, are doing. */
@NullMarked
package io.waymark.analytics.ui.health;

import org.jspecify.annotations.NullMarked;
