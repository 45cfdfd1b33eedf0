/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Goes through the events of each person in their order, cut into visits. */
@NullMarked
package io.waymark.analytics.chunk.visit;

import org.jspecify.annotations.NullMarked;
