/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.step.StepWalk;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts the steps of journeys at their places. Immutable. */
public final class FlowScan {

    private final StepWalk walk;
    private final FlowPlan plan;
    private final int top;
    private final WalkMemory memory;

    /**
     * Prepares to count.
     *
     * @param walk tells the steps
     * @param plan which of them are kept
     * @param top how many different ones are told apart at each place
     * @param memory bounds what is kept
     */
    public FlowScan(StepWalk walk, FlowPlan plan, int top, WalkMemory memory) {
        this.walk = walk;
        this.plan = plan;
        this.top = top;
        this.memory = memory;
    }

    /**
     * Counts.
     *
     * @param engine has the threads
     * @param events the events
     * @param people whose; {@code null} for everybody
     * @return the answer
     * @throws io.waymark.analytics.chunk.UnansweredException if it takes too much memory, or only the database can tell
     */
    public FlowReport report(ColumnEngine engine, EventColumns events, @Nullable RoaringBitmap people) {
        FlowTotals totals = new FlowTotals(plan, walk.names(), memory);
        walk.run(engine, events, people, memory, () -> new FlowSteps(memory, plan), totals::add);
        return totals.report(engine, top);
    }
}
