/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.journey.step.JourneySteps;
import io.waymark.analytics.journey.step.ScanMemory;
import io.waymark.analytics.journey.step.StepTree;
import io.waymark.analytics.journey.step.Ways;
import java.util.Arrays;

/** Counts transitions, and keeps with which steps each journey began. The tree of these is one for all buckets. */
final class PathSteps implements JourneySteps<PathBucket> {

    private static final int NOTHING = -1;
    private static final int BYTES = 2 * Integer.BYTES;

    private final ScanMemory memory;
    private final int length;
    private final StepTree tree;
    private Ways ways;
    private Transitions transitions;
    private int[] last = new int[64];
    private int[] nodes = new int[64];

    PathSteps(ScanMemory memory, int length) {
        this.memory = memory;
        this.length = length;
        this.tree = new StepTree(memory, 0);
        this.ways = new Ways(memory);
        this.transitions = new Transitions(memory);
        memory.take((long) last.length * BYTES);
    }

    @Override
    public void begin(int journey) {
        if (journey >= last.length) {
            int more = Math.max(journey + 1, 2 * last.length);
            memory.take((long) (more - last.length) * BYTES);
            last = Arrays.copyOf(last, more);
            nodes = Arrays.copyOf(nodes, more);
        }
        last[journey] = NOTHING;
        nodes[journey] = 0;
    }

    @Override
    public void event(int journey, int person, long millis, int step) {
        int before = last[journey];
        if (before == step) {
            return;
        }
        if (before != NOTHING) {
            transitions.add(before, step, person);
        }
        last[journey] = step;
        int node = nodes[journey];
        if (tree.place(node) + 1 < length) {
            nodes[journey] = tree.child(node, step);
        }
    }

    @Override
    public void end(int journey, int person) {
        ways.add(nodes[journey], false, person);
    }

    @Override
    public PathBucket finish() {
        ways.trim();
        PathBucket bucket = new PathBucket(tree, ways, transitions);
        transitions.release();
        ways = new Ways(memory);
        transitions = new Transitions(memory);
        return bucket;
    }
}
