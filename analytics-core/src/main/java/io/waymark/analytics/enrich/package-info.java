/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What an event's context says: browser, system, country, source; and which events are not wanted. */
@NullMarked
package io.waymark.analytics.enrich;

import org.jspecify.annotations.NullMarked;
