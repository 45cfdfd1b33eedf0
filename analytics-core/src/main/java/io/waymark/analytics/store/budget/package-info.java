/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a report may take: time, memory, and a place among those that run at once. */
@NullMarked
package io.waymark.analytics.store.budget;

import org.jspecify.annotations.NullMarked;
