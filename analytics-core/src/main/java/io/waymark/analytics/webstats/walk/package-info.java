/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts what visits are made of. */
@NullMarked
package io.waymark.analytics.webstats.walk;

import org.jspecify.annotations.NullMarked;
