/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The script that tracks in the browser, the door for what it sends, and page views without it. */
@NullMarked
package io.waymark.analytics.web.tracker;

import org.jspecify.annotations.NullMarked;
