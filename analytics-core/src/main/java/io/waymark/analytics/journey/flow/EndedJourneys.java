/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What was counted of journeys that were over at a seam, and whose they are: the same people may have others after it. Not
 * safe for use by several threads while something is added.
 */
final class EndedJourneys {

    private final KeptSteps kept;
    private final WalkMemory memory;
    private final FlowFigures figures;
    private final Map<Integer, FlowPeople> people = new HashMap<>();

    EndedJourneys(KeptSteps kept, WalkMemory memory) {
        memory.take(kept.bytes());
        this.kept = kept;
        this.memory = memory;
        this.figures = new FlowFigures(kept, memory);
    }

    /** Adds what was counted of some people of a bucket. */
    void add(int bucket, FlowCounts counts) {
        figures.add(counts.figures());
        people.computeIfAbsent(bucket, any -> new FlowPeople(kept, memory)).addAll(counts.people());
    }

    Set<Integer> buckets() {
        return people.keySet();
    }

    /** Adds the people of a bucket to those who have other journeys. */
    void addPeopleTo(FlowCounts counts, int bucket) {
        FlowPeople known = people.get(bucket);
        if (known != null) {
            counts.people().addAll(known);
        }
    }

    /** Adds all but the people. */
    void addTo(FlowFigures all) {
        all.add(figures);
    }
}
