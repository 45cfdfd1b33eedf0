/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How many people come back, and when. */
@NullMarked
package io.waymark.analytics.retention;

import org.jspecify.annotations.NullMarked;
