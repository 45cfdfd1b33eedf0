/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Browser, operating system and kind of device, from a user agent. */
@NullMarked
package io.waymark.analytics.enrich.agent;

import org.jspecify.annotations.NullMarked;
