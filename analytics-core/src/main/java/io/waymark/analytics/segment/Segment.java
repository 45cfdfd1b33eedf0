/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import java.time.Instant;

/**
 * A stored segment.
 *
 * @param id its number
 * @param key its key, unique in the app
 * @param name its name
 * @param rule who is in it
 * @param createdAt when it was saved first
 * @param updatedAt when it was changed last
 * @param version grows by one with each change
 */
public record Segment(
        long id, String key, String name, SegmentRule rule, Instant createdAt, Instant updatedAt, int version) {}
