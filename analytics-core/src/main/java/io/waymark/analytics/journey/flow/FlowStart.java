/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.StepNames;
import java.util.HashMap;
import java.util.Map;

/**
 * What has to be known of the time before a seam to go on.
 *
 * @param names the names of all steps that there were, and maybe others
 * @param times how often they were taken in journeys that were over
 * @param open those that may go on, by the number of their bucket
 */
record FlowStart(StepNames names, FlowTimes times, Map<Integer, OpenJourneys> open) {

    private static final int BYTES_OF_NAME = 150;

    /** Takes from what was gone through, in memory of its own. */
    static FlowStart of(FlowPlan plan, StepNames names, FlowTotals gone, WalkMemory own) {
        FlowTimes all = gone.times(names.size());
        FlowTimes times = new FlowTimes(own, plan, names.size());
        for (int step = 0; step < names.size(); step++) {
            own.take(BYTES_OF_NAME + (long) names.name(step).length() * Character.BYTES);
        }
        times.add(all);
        all.release();
        Map<Integer, OpenJourneys> open = new HashMap<>();
        gone.open((bucket, some) ->
                open.computeIfAbsent(bucket, any -> new OpenJourneys(own, plan)).addAll(some));
        return new FlowStart(names, times, open);
    }
}
