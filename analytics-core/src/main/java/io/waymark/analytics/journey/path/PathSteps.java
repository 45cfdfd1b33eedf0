/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.journey.step.JourneySteps;
import io.waymark.analytics.journey.step.ScanMemory;
import io.waymark.analytics.journey.step.Takers;
import java.util.Arrays;

/** Counts transitions, and with which steps journeys began. */
final class PathSteps implements JourneySteps<PathBucket> {

    private static final int NOTHING = -1;
    private static final int BYTES = 2 * Integer.BYTES;

    private final ScanMemory memory;
    private final int length;
    private final PathCounts counts;
    private final StepTree tree;
    private final Takers paths;
    private final Transitions transitions;
    private final Takers movements;
    private int[] last = new int[64];
    private int[] nodes = new int[64];

    PathSteps(ScanMemory memory, int length) {
        this.memory = memory;
        this.length = length;
        this.counts = new PathCounts(memory);
        this.tree = counts.tree();
        this.paths = counts.paths();
        this.transitions = counts.transitions();
        this.movements = counts.movements();
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
            movements.add(transitions.number(before, step), person);
        }
        last[journey] = step;
        int node = nodes[journey];
        if (tree.place(node) + 1 < length) {
            nodes[journey] = tree.child(node, step);
        }
    }

    @Override
    public void end(int journey, int person) {
        paths.add(nodes[journey], person);
    }

    @Override
    public PathBucket finish() {
        return new PathBucket(
                counts, new TakersFigures(memory, paths.finish()), new TakersFigures(memory, movements.finish()));
    }
}
