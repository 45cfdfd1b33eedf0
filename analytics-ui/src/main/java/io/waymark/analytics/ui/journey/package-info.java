/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The ways people take, step by step. */
@NullMarked
package io.waymark.analytics.ui.journey;

import org.jspecify.annotations.NullMarked;
