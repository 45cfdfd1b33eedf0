/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.scan.SliceMerge;
import java.util.Arrays;

/** Collects the events that a person has at one instant, which may serve steps in whichever order helps. */
abstract class ByInstant implements SliceMerge.Events {

    /** How many events of each name there are at the instant. */
    final int[] counts;

    /** Which of them have been used up. */
    private final int[] used;

    private final FunnelPlan plan;
    private int person = -1;
    private long millis;

    ByInstant(FunnelPlan plan) {
        this.plan = plan;
        this.counts = new int[plan.eventNameIds().length];
        this.used = new int[counts.length];
    }

    @Override
    public final void event(int person, long millis, int name) {
        if (person != this.person || millis != this.millis) {
            finish();
            this.person = person;
            this.millis = millis;
        }
        counts[name]++;
    }

    /** Takes in the last instant. */
    final void finish() {
        if (person >= 0) {
            int serves = 0;
            int ends = 0;
            for (int name = 0; name < counts.length; name++) {
                if (counts[name] > 0) {
                    serves |= plan.serves()[name];
                    ends |= plan.ends()[name];
                }
            }
            instant(person, millis, serves, ends);
            Arrays.fill(counts, 0);
            person = -1;
        }
    }

    /**
     * All events of a person at an instant.
     *
     * @param serves the steps that some can serve
     * @param ends after how many steps some ends an attempt
     */
    abstract void instant(int person, long millis, int serves, int ends);

    /** How many steps an attempt has made after the instant, if each event serves one step and none is left out. */
    final int reached(int made) {
        Arrays.fill(used, 0);
        int[] nameOf = plan.nameOf();
        int reached = made;
        while (reached < nameOf.length && nameOf[reached] >= 0 && used[nameOf[reached]]++ < counts[nameOf[reached]]) {
            reached++;
        }
        return reached;
    }
}
