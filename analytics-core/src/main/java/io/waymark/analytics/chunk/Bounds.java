/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

/**
 * When the first and the last of some events happened.
 *
 * @param firstMillis the first, in milliseconds since the epoch
 * @param lastMillis the last, in milliseconds since the epoch
 */
public record Bounds(long firstMillis, long lastMillis) {

    /**
     * The bounds of these and other events.
     *
     * @param other when the others happened
     * @return the bounds of all
     */
    public Bounds and(Bounds other) {
        return new Bounds(Math.min(firstMillis, other.firstMillis), Math.max(lastMillis, other.lastMillis));
    }
}
