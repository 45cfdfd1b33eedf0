/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What it takes to compute the results of an experiment. */
@NullMarked
package io.waymark.benchmarks.experiment;

import org.jspecify.annotations.NullMarked;
