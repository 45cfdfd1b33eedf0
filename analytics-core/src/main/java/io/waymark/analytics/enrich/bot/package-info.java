/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Crawlers and other programs, known by their user agents. */
@NullMarked
package io.waymark.analytics.enrich.bot;

import org.jspecify.annotations.NullMarked;
