/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who people are, and what one of them did. */
@NullMarked
package io.waymark.analytics.ui.people;

import org.jspecify.annotations.NullMarked;
