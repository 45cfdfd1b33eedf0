/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The life of experiments over HTTP. */
@NullMarked
package io.waymark.analytics.web.experiment;

import org.jspecify.annotations.NullMarked;
