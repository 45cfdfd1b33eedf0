/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who is new, comes back or stays away, and on how many days people are active. */
@NullMarked
package io.waymark.analytics.lifecycle;

import org.jspecify.annotations.NullMarked;
