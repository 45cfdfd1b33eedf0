/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/**
 * How far journeys under way have got, in a row each, and the part of them that a flow is about. Until place 0 is reached, the
 * latest steps wait in a ring; with it they are put in their order, and as many steps after it follow as are kept. Not safe
 * for use by several threads while it is changed.
 */
final class FlowTable {

    private static final int NOTHING = -1;

    private final WalkMemory memory;
    private final FlowPlan plan;
    private final int event;
    private final int ring;
    private final int width;
    private final int bytes;
    private final char[] ordered;
    private int[] last = new int[64];

    /** How many steps there were before place 0; how many of these are kept, once that is reached. */
    private int[] before = new int[64];

    private byte[] kept = new byte[64];
    private boolean[] goesOn = new boolean[64];
    private char[] steps;

    /**
     * Starts with no journey.
     *
     * @param event the number of the step that the plan is about, if it is about one
     */
    FlowTable(WalkMemory memory, FlowPlan plan, int event) {
        this.memory = memory;
        this.plan = plan;
        this.event = event;
        this.ring = plan.before() + (plan.anchor() == FlowPlan.Anchor.LAST ? 1 : 0);
        this.width = plan.before() + 1 + plan.after();
        this.bytes = 2 * Integer.BYTES + 2 + width * Character.BYTES;
        this.ordered = new char[width];
        this.steps = new char[64 * width];
        memory.take((long) last.length * bytes);
    }

    void begin(int journey) {
        fit(journey);
        last[journey] = NOTHING;
        before[journey] = 0;
        kept[journey] = 0;
        goesOn[journey] = false;
    }

    private void fit(int journey) {
        if (journey >= last.length) {
            int more = Math.max(journey + 1, 2 * last.length);
            memory.take((long) (more - last.length) * bytes);
            last = Arrays.copyOf(last, more);
            before = Arrays.copyOf(before, more);
            kept = Arrays.copyOf(kept, more);
            goesOn = Arrays.copyOf(goesOn, more);
            steps = Arrays.copyOf(steps, more * width);
        }
    }

    /** A journey has got as far as one of another table of the same plan. */
    void copy(FlowTable from, int row, int journey) {
        fit(journey);
        last[journey] = from.last[row];
        before[journey] = from.before[row];
        kept[journey] = from.kept[row];
        goesOn[journey] = from.goesOn[row];
        System.arraycopy(from.steps, row * width, steps, journey * width, width);
    }

    /** The next step of a journey; the same as the one before is none. */
    void step(int journey, int step) {
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
            int known = order(journey);
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
            case EVENT -> step == event;
            case LAST -> false;
        };
    }

    /** Puts the steps of a ring in their order, and tells how many there are. */
    private int order(int journey) {
        int row = journey * width;
        int all = before[journey];
        int known = Math.min(all, ring);
        for (int i = 0; i < known; i++) {
            ordered[i] = steps[row + (all - known + i) % ring];
        }
        System.arraycopy(ordered, 0, steps, row, known);
        return known;
    }

    /** Adds what is kept of a journey that is over; if its last step is at place 0, whoever is shown in the end. */
    void addTo(FlowBucket bucket, int journey, int person) {
        int row = journey * width;
        if (plan.anchor() == FlowPlan.Anchor.LAST) {
            int length = order(journey);
            bucket.wait(person, length - 1, steps, row, length);
        } else if (kept[journey] > 0) {
            bucket.add(person, before[journey], goesOn[journey], steps, row, kept[journey]);
        }
    }
}
