/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How often the statistics of experiments are wrong, counted on simulated people. */
@NullMarked
package io.waymark.benchmarks.errors;

import org.jspecify.annotations.NullMarked;
