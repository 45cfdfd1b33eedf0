/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.StepWalk;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts the transitions and paths of journeys. Immutable. */
public final class PathScan {

    private final StepWalk walk;
    private final int length;
    private final int limit;
    private final WalkMemory memory;

    /**
     * Prepares to count.
     *
     * @param walk tells the steps
     * @param length how many steps make a path
     * @param limit how many transitions and paths are told
     * @param memory bounds what is kept
     */
    public PathScan(StepWalk walk, int length, int limit, WalkMemory memory) {
        this.walk = walk;
        this.length = length;
        this.limit = limit;
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
    public JourneyReport report(ColumnEngine engine, EventColumns events, @Nullable RoaringBitmap people) {
        PathBuckets buckets = new PathBuckets(memory);
        walk.run(engine, events, people, memory, () -> new PathSteps(memory, length), buckets::add);
        return report(engine, buckets, memory, walk.names(), limit);
    }

    static JourneyReport report(
            ColumnEngine engine, PathBuckets buckets, WalkMemory memory, StepNames names, int limit) {
        TransitionTotals transitions = new TransitionTotals(buckets, memory, names);
        PathTotals paths = new PathTotals(buckets, memory, names);
        return new JourneyReport(
                transitions.mostFrequent(engine, limit),
                transitions.total(),
                transitions.distinct(),
                paths.mostFrequent(engine, limit),
                paths.journeys(),
                false);
    }
}
