/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkSink;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes visits for journeys, and what is said of an event for its step: found out once for each different value. Used by
 * one thread at a time.
 *
 * @param <R> what the journeys of a bucket come to
 */
final class StepSink<R> implements WalkSink {

    private final StepWalk walk;
    private final WalkedEvents events;
    private final JourneySteps<R> steps;
    private final List<R> results = new ArrayList<>();
    private final boolean hasProperty;
    private int[] stepOfLabel = new int[0];

    StepSink(StepWalk walk, WalkedEvents events, JourneySteps<R> steps) {
        this.walk = walk;
        this.events = events;
        this.steps = steps;
        this.hasProperty = walk.hasProperty();
    }

    @Override
    public long resume(int bucket, int person) {
        return steps.resume(bucket, person);
    }

    @Override
    public void begin(int visit, int person, boolean first) {
        steps.begin(visit);
    }

    @Override
    public void event(int visit, int person, long millis, int place, long event) {
        int label = hasProperty ? events.label(0, event) : Labels.NONE;
        steps.event(visit, person, millis, label == Labels.NONE ? walk.stepOfPlace(place) : step(label));
    }

    private int step(int label) {
        if (label >= stepOfLabel.length) {
            int known = stepOfLabel.length;
            stepOfLabel = Arrays.copyOf(stepOfLabel, Math.max(label + 1, 2 * known));
            Arrays.fill(stepOfLabel, known, stepOfLabel.length, StepNames.NONE);
        }
        int step = stepOfLabel[label];
        if (step == StepNames.NONE) {
            step = walk.stepOfLabel(label);
            stepOfLabel[label] = step;
        }
        return step;
    }

    @Override
    public void end(int visit, int person) {
        steps.end(visit, person);
    }

    @Override
    public void finish(int bucket) {
        results.add(steps.finish(bucket));
    }

    /** What all buckets came to. */
    List<R> results() {
        return results;
    }
}
