/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.scan.EventPlaces.Places;
import io.waymark.analytics.chunk.scan.SliceMerge;
import java.util.Arrays;

/** Collects the events that a person has at one instant, which may serve steps in whichever order helps. */
abstract class ByInstant implements SliceMerge.Events {

    /** How many events in each place there are at the instant. */
    final int[] counts;

    private final ServedSteps served;
    private final FunnelPlan plan;
    private int person = -1;
    private long millis;

    ByInstant(FunnelPlan plan) {
        this.plan = plan;
        this.counts = new int[plan.kinds()];
        this.served = new ServedSteps(plan);
    }

    @Override
    public final void event(int person, long millis, int place, Places numbers) {
        if (person != this.person || millis != this.millis) {
            finish();
            this.person = person;
            this.millis = millis;
        }
        counts[place]++;
    }

    /** Takes in the last instant. */
    final void finish() {
        if (person >= 0) {
            int serves = 0;
            int ends = 0;
            for (int place = 0; place < counts.length; place++) {
                if (counts[place] > 0) {
                    serves |= plan.serves()[place];
                    ends |= plan.ends()[place];
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
        return served.reached(made, counts);
    }
}
