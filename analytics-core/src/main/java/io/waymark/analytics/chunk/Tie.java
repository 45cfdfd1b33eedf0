/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

/**
 * Somebody who did several things at once.
 *
 * @param person who
 * @param millis when, in milliseconds since the epoch
 */
public record Tie(int person, long millis) {}
