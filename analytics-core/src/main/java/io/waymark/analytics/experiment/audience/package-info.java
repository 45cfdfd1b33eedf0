/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tells who is of the audience of an experiment, from what is in memory. */
@NullMarked
package io.waymark.analytics.experiment.audience;

import org.jspecify.annotations.NullMarked;
