/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.JourneyReport.Transition;
import io.waymark.analytics.journey.step.StepNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Adds up how often transitions were made, by numbers of its own. Only of the most frequent the people are counted. Not safe
 * for use by several threads.
 */
final class TransitionTotals {

    private final PathBuckets buckets;
    private final StepNames names;
    private final Transitions all;
    private final long[] times;

    TransitionTotals(PathBuckets buckets, WalkMemory memory, StepNames names) {
        this.buckets = buckets;
        this.names = names;
        this.all = new Transitions(memory);
        buckets.counts().forEach(counts -> {
            for (int own = 0; own < counts.transitions().size(); own++) {
                all.number(counts.transitions().from(own), counts.transitions().to(own));
            }
        });
        memory.take((long) all.size() * Long.BYTES);
        this.times = new long[all.size()];
        buckets.counts().forEach(counts -> {
            for (int own = 0; own < counts.transitions().size(); own++) {
                times[
                        all.number(
                                counts.transitions().from(own),
                                counts.transitions().to(own))] += counts.movements()
                        .times(own);
            }
        });
    }

    /** How many there are in all, each time one was made. */
    long total() {
        return LongStream.of(times).sum();
    }

    /** How many different ones. */
    int distinct() {
        return times.length;
    }

    List<Transition> mostFrequent(ColumnEngine engine, int limit) {
        int[] top = MostFrequent.of(
                times.length,
                each -> times[each],
                limit,
                Integer::valueOf,
                Comparator.<Integer, Integer>comparing(all::from, names::compare)
                        .thenComparing(all::to, names::compare));
        long[] users = buckets.users(
                engine,
                PathBucket::movements,
                top.length,
                counts -> IntStream.of(top)
                        .map(each -> counts.transitions().find(all.from(each), all.to(each)))
                        .toArray());
        List<Transition> transitions = new ArrayList<>();
        for (int place = 0; place < top.length; place++) {
            transitions.add(new Transition(
                    names.name(all.from(top[place])), names.name(all.to(top[place])), times[top[place]], users[place]));
        }
        return transitions;
    }
}
