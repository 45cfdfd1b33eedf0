/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.StepTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Adds up what was kept of the buckets. Which steps are told apart is known only then, and so everything else is counted
 * last. Not safe for use by several threads.
 */
final class FlowTotals {

    private final FlowPlan plan;
    private final StepNames names;
    private final List<FlowBucket> buckets = new ArrayList<>();
    private final Map<FlowCounts, FlowBucket> threads = new IdentityHashMap<>();

    FlowTotals(FlowPlan plan, StepNames names) {
        this.plan = plan;
        this.names = names;
    }

    void add(FlowBucket bucket) {
        buckets.add(bucket);
        threads.put(bucket.counts(), bucket);
    }

    /** The answer, of everything that was added. */
    FlowReport report(ColumnEngine engine, int top) {
        int[][] steps = new int[plan.before() + 1 + plan.after()][];
        long[][] times = times(steps.length);
        Arrays.setAll(steps, row -> top(times[row], top));
        KeptSteps kept = new KeptSteps(plan.before(), top, steps, names.size());
        FlowFigures figures = new FlowFigures(kept);
        Map<FlowCounts, KeptNodes> numbers = new IdentityHashMap<>();
        threads.keySet().forEach(counts -> {
            KeptNodes own = new KeptNodes(counts.tree(), kept);
            numbers.put(counts, own);
            figures.addTimes(counts, own);
        });
        engine.eachBucket(
                IntStream.range(0, buckets.size()).toArray(),
                buckets::get,
                (FlowBucket bucket) -> bucket.users(kept, Objects.requireNonNull(numbers.get(bucket.counts()))),
                figures::addUsers);
        return figures.report(names);
    }

    /** How many journeys have each step at each place. */
    private long[][] times(int places) {
        long[][] times = new long[places][names.size()];
        threads.keySet().forEach(counts -> {
            StepTree tree = counts.tree();
            long[] passed = new long[tree.size()];
            for (int node = passed.length - 1; node >= tree.roots(); node--) {
                passed[node] += counts.times(node);
                passed[tree.parent(node)] += passed[node];
                times[tree.place(node) + plan.before()][tree.step(node)] += passed[node];
            }
        });
        return times;
    }

    private int[] top(long[] times, int top) {
        return IntStream.range(0, times.length)
                .filter(step -> times[step] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer step) -> times[step])
                        .reversed()
                        .thenComparing(names::compare))
                .limit(top)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
