/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The segments, and the people in them. */
@NullMarked
package io.waymark.analytics.ui.segment;

import org.jspecify.annotations.NullMarked;
