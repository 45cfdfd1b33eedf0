/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The public lists that ship with the product. */
@NullMarked
package io.waymark.analytics.enrich.list;

import org.jspecify.annotations.NullMarked;
