/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.JourneySteps;
import io.waymark.analytics.journey.step.ScanMemory;
import io.waymark.analytics.journey.step.StepTree;
import io.waymark.analytics.journey.step.Takers;
import java.util.Arrays;

/**
 * Keeps the part of each journey that a flow is about. Until place 0 is reached, the latest steps wait in a ring; with it
 * they become a way in the tree, which goes on as long as steps after it are kept. The tree is one for all buckets.
 */
final class FlowSteps implements JourneySteps<FlowBucket> {

    private static final int NOTHING = -1;

    private final ScanMemory memory;
    private final FlowPlan plan;
    private final FlowCounts counts;
    private final StepTree tree;
    private final Takers takers;
    private final WaitingWays waitingWays;
    private final int ring;
    private final int bytes;
    private int[] last = new int[64];
    private int[] nodes = new int[64];
    private boolean[] goesOn = new boolean[64];
    private int[] waiting;
    private int[] waited = new int[64];
    private long[] lastAt = new long[0];

    FlowSteps(ScanMemory memory, FlowPlan plan) {
        this.memory = memory;
        this.plan = plan;
        this.counts = new FlowCounts(new StepTree(memory, plan.before()), new Takers(memory));
        this.tree = counts.tree();
        this.takers = counts.takers();
        this.waitingWays = new WaitingWays(memory);
        this.ring = plan.before() + (plan.anchor() == FlowPlan.Anchor.LAST ? 1 : 0);
        this.bytes = Integer.BYTES * (3 + ring) + 1;
        this.waiting = new int[64 * ring];
        memory.take((long) last.length * bytes);
    }

    @Override
    public void begin(int journey) {
        if (journey >= last.length) {
            int more = Math.max(journey + 1, 2 * last.length);
            memory.take((long) (more - last.length) * bytes);
            last = Arrays.copyOf(last, more);
            nodes = Arrays.copyOf(nodes, more);
            goesOn = Arrays.copyOf(goesOn, more);
            waiting = Arrays.copyOf(waiting, more * ring);
            waited = Arrays.copyOf(waited, more);
        }
        last[journey] = NOTHING;
        nodes[journey] = StepTree.NONE;
        goesOn[journey] = false;
        waited[journey] = 0;
    }

    @Override
    public void event(int journey, int person, long millis, int step) {
        if (plan.anchor() == FlowPlan.Anchor.LAST) {
            seen(person, millis);
        }
        if (last[journey] == step) {
            return;
        }
        last[journey] = step;
        int node = nodes[journey];
        if (node != StepTree.NONE) {
            if (tree.place(node) < plan.after()) {
                nodes[journey] = tree.child(node, step);
            } else {
                goesOn[journey] = true;
            }
        } else if (plan.anchor() == FlowPlan.Anchor.FIRST
                || (plan.anchor() == FlowPlan.Anchor.EVENT && step == plan.event())) {
            nodes[journey] = tree.child(latest(journey, 0), step);
        } else if (ring > 0) {
            waiting[journey * ring + waited[journey]++ % ring] = step;
        }
    }

    private void seen(int person, long millis) {
        if (person >= lastAt.length) {
            int more = Math.max(person + 1, 2 * lastAt.length);
            memory.take((long) (more - lastAt.length) * Long.BYTES);
            lastAt = Arrays.copyOf(lastAt, more);
        }
        lastAt[person] = millis;
    }

    /** The way of the latest steps that wait, so many of which are at place 0. */
    private int latest(int journey, int atAnchor) {
        int all = waited[journey];
        int known = Math.min(all, ring);
        int node = known - atAnchor;
        for (int step = all - known; step < all; step++) {
            node = tree.child(node, waiting[journey * ring + step % ring]);
        }
        return node;
    }

    @Override
    public void end(int journey, int person) {
        if (plan.anchor() == FlowPlan.Anchor.LAST) {
            waitingWays.add(latest(journey, 1) << 1, person);
        } else if (nodes[journey] != StepTree.NONE) {
            takers.add(nodes[journey] << 1 | (goesOn[journey] ? 1 : 0), person);
        }
    }

    @Override
    public FlowBucket finish() {
        waitingWays.pass(person -> lastAt[person] < plan.quietFrom(), takers);
        return new FlowBucket(counts, takers.finish());
    }
}
