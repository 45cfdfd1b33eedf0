/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Where visits come from: referrers, campaigns, channels. */
@NullMarked
package io.waymark.analytics.enrich.source;

import org.jspecify.annotations.NullMarked;
