/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Looks at experiments while nobody does. */
@NullMarked
package io.waymark.analytics.experiment.watch;

import org.jspecify.annotations.NullMarked;
