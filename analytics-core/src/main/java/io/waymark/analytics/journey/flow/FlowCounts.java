/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.StepTree;
import io.waymark.analytics.journey.step.Takers;

/**
 * What one thread counts, of all of its buckets. Safe for use by many threads once that has ended.
 *
 * @param tree the ways
 * @param takers who took them, by twice the last node; one more if the journey went on after it
 */
record FlowCounts(StepTree tree, Takers takers) {

    /** How many journeys end their way at a node, and go no further. */
    long ended(int node) {
        return takers.times(node << 1);
    }

    /** How many journeys end their way at a node. */
    long times(int node) {
        return takers.times(node << 1) + takers.times(node << 1 | 1);
    }
}
