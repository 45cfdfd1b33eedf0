/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What an experiment measures. */
@NullMarked
package io.waymark.analytics.experiment.metric;

import org.jspecify.annotations.NullMarked;
