/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Seam;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.step.StepWalk;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts the steps of journeys at their places. If the time is long, what was up to the last days is remembered, and only
 * these are gone through again when new events have come. Immutable.
 */
public final class FlowScan {

    private final StepWalk walk;
    private final FlowQuestion question;
    private final WalkMemory memory;

    /**
     * Prepares to count.
     *
     * @param walk tells the steps
     * @param question what is counted
     * @param memory bounds what is kept
     */
    public FlowScan(StepWalk walk, FlowQuestion question, WalkMemory memory) {
        this.walk = walk;
        this.question = question;
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
        long taken = memory.taken();
        Optional<FlowReport> joined = seam(events)
                .flatMap(seam -> new FlowJoin(question, walk, memory, engine, events, people, seam).report());
        if (joined.isPresent()) {
            return joined.get();
        }
        memory.take(taken - memory.taken());
        return inOne(engine, events, people);
    }

    private Optional<Long> seam(EventColumns events) {
        boolean laterOnesDecide = question.plan().anchor() == FlowPlan.Anchor.LAST
                && walk.gapMillis().isPresent();
        return laterOnesDecide || walk.isByClientIds()
                ? Optional.empty()
                : Seam.in(events, walk.eventNameIds(), walk.range());
    }

    /** Counts without remembering anything. */
    FlowReport inOne(ColumnEngine engine, EventColumns events, @Nullable RoaringBitmap people) {
        FlowPlan plan = question.plan();
        int event = plan.number(walk.names());
        FlowTotals totals = new FlowTotals(plan, engine, memory);
        walk.run(engine, events, people, memory, () -> new FlowSteps(memory, plan, event), totals::add);
        return totals.report(walk.names(), question.top());
    }
}
