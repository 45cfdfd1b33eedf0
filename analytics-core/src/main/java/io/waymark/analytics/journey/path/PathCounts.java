/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.Takers;

/**
 * What one thread counts, of all of its buckets. Safe for use by many threads once that has ended.
 *
 * @param paths the paths
 * @param takers who took them, by their number
 * @param transitions the transitions
 * @param movements who made them, by their number
 */
record PathCounts(Paths paths, Takers takers, Transitions transitions, Takers movements) {

    PathCounts(WalkMemory memory) {
        this(new Paths(memory), new Takers(memory), new Transitions(memory), new Takers(memory));
    }
}
