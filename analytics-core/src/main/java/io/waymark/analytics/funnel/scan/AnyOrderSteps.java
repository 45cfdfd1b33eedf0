/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import java.util.Arrays;

/**
 * Finds the steps of the scored attempt of each person, where steps may go in any order and it is known where it starts:
 * going forth from there, an event makes a step if its name still has one.
 */
final class AnyOrderSteps extends ByInstant implements Attempts {

    private final FunnelPlan plan;
    private final int steps;
    private final AnyOrderStarts starts;
    private final byte[] made;
    private final byte[] madeOf;
    private final long[] instants;
    private final long[] barriers;

    /** For so many people at most, whose starts are known. */
    AnyOrderSteps(FunnelPlan plan, int people, AnyOrderStarts starts) {
        super(plan);
        this.plan = plan;
        this.steps = plan.steps();
        this.starts = starts;
        this.made = new byte[people];
        this.madeOf = new byte[people * counts.length];
        this.instants = new long[people * steps];
        this.barriers = new long[people];
        Arrays.fill(barriers, Long.MAX_VALUE);
    }

    @Override
    void instant(int person, long millis, int serves, int ends) {
        if (!starts.has(person) || millis < starts.start(person)) {
            return;
        }
        long start = starts.start(person);
        if (millis - start > plan.window() || millis > barriers[person]) {
            return;
        }
        for (int name = 0; name < counts.length; name++) {
            int of = person * counts.length + name;
            int most = Integer.bitCount(plan.serves()[name]);
            for (int event = 0; event < counts[name] && madeOf[of] < most; event++) {
                madeOf[of]++;
                instants[person * steps + made[person]++] = millis;
            }
        }
        if (ends != 0 && millis > start) {
            barriers[person] = Math.min(barriers[person], millis);
        }
    }

    @Override
    public int made(int person) {
        return made[person];
    }

    @Override
    public long[] instants(int person) {
        return Arrays.copyOfRange(instants, person * steps, person * steps + made[person]);
    }

    @Override
    public long lastEntry(int person) {
        return starts.lastEntry(person);
    }
}
