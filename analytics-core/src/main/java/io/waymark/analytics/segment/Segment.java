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
        long id, String key, String name, SegmentRule rule, Instant createdAt, Instant updatedAt, int version) {

    /**
     * Changes it, not yet in the database.
     *
     * @param newName its name then
     * @param newRule who is in it then
     * @param base the version that the change is based on
     * @return the changed segment
     */
    public Segment changed(String newName, SegmentRule newRule, int base) {
        return new Segment(id, key, newName, newRule, createdAt, updatedAt, base);
    }
}
