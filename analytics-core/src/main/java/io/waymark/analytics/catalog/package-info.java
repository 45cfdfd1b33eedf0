/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The catalogue of events: which there are, which of them are in use, and what becomes of the others. */
@NullMarked
package io.waymark.analytics.catalog;

import org.jspecify.annotations.NullMarked;
