/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts events and people by the values of properties. */
@NullMarked
package io.waymark.analytics.chunk.scan.value;

import org.jspecify.annotations.NullMarked;
