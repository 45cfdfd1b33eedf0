/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.step.StepNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Adds up what was kept of the buckets. Which steps are told apart is known only once all are there, and so everything else
 * is counted last. Not safe for use by several threads.
 */
final class FlowTotals {

    private final FlowPlan plan;
    private final StepNames names;
    private final WalkMemory memory;
    private final List<FlowBucket> buckets = new ArrayList<>();

    FlowTotals(FlowPlan plan, StepNames names, WalkMemory memory) {
        this.plan = plan;
        this.names = names;
        this.memory = memory;
    }

    void add(FlowBucket bucket) {
        buckets.add(bucket);
    }

    /** The answer, of everything that was added. */
    FlowReport report(ColumnEngine engine, int top) {
        int number = names.size();
        int[][] steps = new int[plan.before() + 1 + plan.after()][];
        memory.take((long) steps.length * number * (Long.BYTES + Integer.BYTES));
        long[][] times = new long[steps.length][number];
        each(engine, bucket -> times(bucket, number), some -> {
            for (int row = 0; row < times.length; row++) {
                long[] sums = times[row];
                long[] more = some[row];
                Arrays.setAll(sums, step -> sums[step] + more[step]);
            }
            memory.take(-bytes(some));
        });
        Arrays.setAll(steps, row -> top(times[row], top));
        KeptSteps kept = new KeptSteps(plan.before(), top, steps, number);
        FlowFigures figures = new FlowFigures(kept, memory);
        each(engine, bucket -> bucket.count(kept, number), some -> {
            figures.add(some);
            some.release();
        });
        return figures.report(names);
    }

    private long[][] times(FlowBucket bucket, int number) {
        long[][] times = new long[plan.before() + 1 + plan.after()][number];
        memory.take(bytes(times));
        bucket.addTimes(plan, times);
        return times;
    }

    private static long bytes(long[][] times) {
        return (long) times.length * times[0].length * Long.BYTES;
    }

    private <R> void each(ColumnEngine engine, Function<FlowBucket, R> work, Consumer<R> merge) {
        engine.eachBucket(IntStream.range(0, buckets.size()).toArray(), buckets::get, work, merge);
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
