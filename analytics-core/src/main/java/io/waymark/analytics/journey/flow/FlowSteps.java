/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.JourneySteps;
import java.util.Arrays;

/**
 * Keeps the part of each journey that a flow is about. Until place 0 is reached, the latest steps wait in a ring; with it
 * they are put in their order, and as many steps after it follow as are kept.
 */
final class FlowSteps implements JourneySteps<FlowBucket> {

    private static final int NOTHING = -1;

    private final WalkMemory memory;
    private final FlowPlan plan;
    private final boolean toLast;
    private final int ring;
    private final int width;
    private final int bytes;
    private final char[] ordered;
    private FlowBucket bucket;
    private int[] last = new int[64];

    /** How many steps there were before place 0; how many of these are kept, once that is reached. */
    private int[] before = new int[64];

    private byte[] kept = new byte[64];
    private boolean[] goesOn = new boolean[64];
    private char[] steps;
    private long[] lastAt = new long[0];

    FlowSteps(WalkMemory memory, FlowPlan plan) {
        this.memory = memory;
        this.plan = plan;
        this.toLast = plan.anchor() == FlowPlan.Anchor.LAST;
        this.ring = plan.before() + (toLast ? 1 : 0);
        this.width = plan.before() + 1 + plan.after();
        this.bytes = 2 * Integer.BYTES + 2 + width * Character.BYTES;
        this.ordered = new char[width];
        this.steps = new char[64 * width];
        this.bucket = new FlowBucket(memory);
        memory.take((long) last.length * bytes);
    }

    @Override
    public void begin(int journey) {
        if (journey >= last.length) {
            int more = Math.max(journey + 1, 2 * last.length);
            memory.take((long) (more - last.length) * bytes);
            last = Arrays.copyOf(last, more);
            before = Arrays.copyOf(before, more);
            kept = Arrays.copyOf(kept, more);
            goesOn = Arrays.copyOf(goesOn, more);
            steps = Arrays.copyOf(steps, more * width);
        }
        last[journey] = NOTHING;
        before[journey] = 0;
        kept[journey] = 0;
        goesOn[journey] = false;
    }

    @Override
    public void event(int journey, int person, long millis, int step) {
        if (toLast) {
            seen(person, millis);
        }
        if (last[journey] == step) {
            return;
        }
        if (step > Character.MAX_VALUE) {
            throw new UnansweredException("There are too many different steps");
        }
        last[journey] = step;
        int row = journey * width;
        int length = kept[journey];
        if (length > 0) {
            if (length <= before[journey] + plan.after()) {
                steps[row + length] = (char) step;
                kept[journey]++;
            } else {
                goesOn[journey] = true;
            }
        } else if (isAtPlace0(step)) {
            int known = order(row, before[journey]);
            steps[row + known] = (char) step;
            before[journey] = known;
            kept[journey] = (byte) (known + 1);
        } else {
            int place = before[journey]++;
            if (ring > 0) {
                steps[row + place % ring] = (char) step;
            }
        }
    }

    private boolean isAtPlace0(int step) {
        return switch (plan.anchor()) {
            case FIRST -> true;
            case EVENT -> step == plan.event();
            case LAST -> false;
        };
    }

    /** Puts the steps of a ring, of which so many have come, in their order, and tells how many are left. */
    private int order(int row, int all) {
        int known = Math.min(all, ring);
        for (int i = 0; i < known; i++) {
            ordered[i] = steps[row + (all - known + i) % ring];
        }
        System.arraycopy(ordered, 0, steps, row, known);
        return known;
    }

    private void seen(int person, long millis) {
        if (person >= lastAt.length) {
            int more = Math.max(person + 1, 2 * lastAt.length);
            memory.take((long) (more - lastAt.length) * Long.BYTES);
            lastAt = Arrays.copyOf(lastAt, more);
        }
        lastAt[person] = millis;
    }

    @Override
    public void end(int journey, int person) {
        int row = journey * width;
        if (toLast) {
            int length = order(row, before[journey]);
            bucket.wait(person, length - 1, steps, row, length);
        } else if (kept[journey] > 0) {
            bucket.add(person, before[journey], goesOn[journey], steps, row, kept[journey]);
        }
    }

    @Override
    public FlowBucket finish() {
        FlowBucket finished = bucket;
        finished.finish(person -> lastAt[person] < plan.quietFrom());
        bucket = new FlowBucket(memory);
        return finished;
    }
}
