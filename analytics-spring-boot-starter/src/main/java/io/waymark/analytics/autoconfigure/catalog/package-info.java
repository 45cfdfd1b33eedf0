/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration of the catalogue of events. */
@NullMarked
package io.waymark.analytics.autoconfigure.catalog;

import org.jspecify.annotations.NullMarked;
