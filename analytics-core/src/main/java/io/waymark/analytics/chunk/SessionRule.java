/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import org.jspecify.annotations.Nullable;

/**
 * What is one session, and what of it is counted.
 *
 * @param gapMillis a gap of more milliseconds than this starts a new one
 * @param pageView the number of the event name that is a page view; {@code null} if there is none
 */
public record SessionRule(long gapMillis, @Nullable Integer pageView) {}
