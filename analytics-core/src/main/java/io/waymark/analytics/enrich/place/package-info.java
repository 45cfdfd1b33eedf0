/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** IP addresses: ranges, anonymisation, countries. */
@NullMarked
package io.waymark.analytics.enrich.place;

import org.jspecify.annotations.NullMarked;
