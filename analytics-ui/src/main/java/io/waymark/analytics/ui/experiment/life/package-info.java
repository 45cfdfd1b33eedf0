/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The page on which an experiment is managed: what is changed while it runs, and who did what. */
@NullMarked
package io.waymark.analytics.ui.experiment.life;

import org.jspecify.annotations.NullMarked;
