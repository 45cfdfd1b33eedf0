/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;

/** What is counted of journeys of one bucket of people, and whose they are. Not safe for use by several threads. */
final class FlowCounts {

    private final KeptSteps kept;
    private final FlowFigures figures;
    private final FlowPeople people;

    FlowCounts(KeptSteps kept, WalkMemory memory) {
        this.kept = kept;
        this.figures = new FlowFigures(kept, memory);
        this.people = new FlowPeople(kept, memory);
    }

    void add(FlowBucket bucket) {
        bucket.count(kept, figures, people);
    }

    FlowPeople people() {
        return people;
    }

    /** What was counted, without how many people that are. */
    FlowFigures figures() {
        return figures;
    }

    /** What was counted, of everybody of the bucket that is asked about. */
    FlowFigures finish() {
        figures.setUsers(people);
        people.release();
        return figures;
    }

    /** Gives back what it took: it is not needed any more. */
    void release() {
        people.release();
        figures.release();
    }
}
