/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What one person did, visit by visit. */
@NullMarked
package io.waymark.analytics.person.timeline;

import org.jspecify.annotations.NullMarked;
