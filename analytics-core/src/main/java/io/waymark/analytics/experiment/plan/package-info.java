/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is set before an experiment starts: who may take part, when it runs, and what is planned. */
@NullMarked
package io.waymark.analytics.experiment.plan;

import org.jspecify.annotations.NullMarked;
